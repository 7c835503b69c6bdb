package lettermill.lab.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The person who set the product up and owns its workspace; the password lies in a file, readable by us alone. */
public final class Owner {
    public static final String WORKSPACE = "the-mill";
    private static final String EMAIL = "miller@mill.example";

    private final Api api;
    private final Path password;

    /**
     * An owner.
     *
     * @param password the file; written when the account is made
     */
    public Owner(Api api, Path password) {
        this.api = api;
        this.password = password;
    }

    /**
     * Signs in, and makes the account before that while there is none.
     *
     * @param setUpToken the product's, while nobody has an account
     */
    public void signIn(Optional<String> setUpToken) throws IOException, InterruptedException {
        api.get("/api/setup");
        if (setUpToken.isPresent()) {
            Files.deleteIfExists(password);
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, randomPassword());
            api.post(
                    "/api/setup",
                    Api.object()
                            .put("token", setUpToken.get())
                            .put("email", EMAIL)
                            .put("password", Files.readString(password))
                            .put("name", "Mia Miller")
                            .put("workspace_name", "The Mill")
                            .put("timezone", "Europe/Berlin")
                            .put("postal_address", "1 Mill Lane, 12345 Millbrook"));
        } else {
            api.post("/api/session", Api.object().put("email", EMAIL).put("password", Files.readString(password)));
        }
        api.get("/api/session");
    }

    /** A token for the address that signs a browser in. */
    public String signInToken() throws IOException, InterruptedException {
        return api.post("/api/session/links", null).path("token").asString();
    }

    private static String randomPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
