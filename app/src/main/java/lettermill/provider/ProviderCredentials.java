package lettermill.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.base.Problem;
import lettermill.wire.SmtpProvider;
import lettermill.wire.vendor.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * What signs us in to a provider: of each type the members that its vendor knows by these names. Not printed.
 *
 * @param username SMTP; empty, with the password, for no sign-in
 * @param password SMTP
 * @param accessKeyId SES
 * @param secretAccessKey SES
 * @param apiKey SendGrid and Mailgun
 * @param serverToken Postmark
 */
public record ProviderCredentials(
        @Nullable String username,
        @Nullable String password,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String apiKey,
        @Nullable String serverToken) {

    private static final Map<ProviderType, Set<String>> MEMBERS = Map.of(
            ProviderType.SMTP, Set.of("username", "password"),
            ProviderType.SES, Set.of("access_key_id", "secret_access_key"),
            ProviderType.SENDGRID, Set.of("api_key"),
            ProviderType.MAILGUN, Set.of("api_key"),
            ProviderType.POSTMARK, Set.of("server_token"));

    static ProviderCredentials ofMailServer(String username, String password) {
        return new ProviderCredentials(username, password, null, null, null, null);
    }

    /** Adds what is missing for a type, and what belongs to another. */
    void check(ProviderType type, List<Problem.Field> wrong) {
        Set<String> wanted = MEMBERS.getOrDefault(type, Set.of());
        members().forEach((name, value) -> {
            String field = "credentials." + name;
            if (value != null && !wanted.contains(name)) {
                wrong.add(new Problem.Field(field, type + " knows no such thing", "only " + sorted(wanted)));
            } else if (value == null && wanted.contains(name)) {
                wrong.add(new Problem.Field(field, "is missing", "as " + type + " shows or showed it"));
            } else if (value != null && type != ProviderType.SMTP && value.isBlank()) {
                wrong.add(new Problem.Field(field, "is empty", "as " + type + " shows or showed it"));
            }
        });
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private Map<String, @Nullable String> members() {
        Map<String, @Nullable String> members = new LinkedHashMap<>();
        members.put("username", username);
        members.put("password", password);
        members.put("access_key_id", accessKeyId);
        members.put("secret_access_key", secretAccessKey);
        members.put("api_key", apiKey);
        members.put("server_token", serverToken);
        return members;
    }

    SmtpProvider.Credentials forMailServer() {
        return new SmtpProvider.Credentials(orEmpty(username), orEmpty(password));
    }

    /** The one key that is given; checked before. */
    ApiKey forVendor() {
        List<String> keys = new ArrayList<>();
        for (String key : new @Nullable String[] {secretAccessKey, apiKey, serverToken}) {
            if (key != null) {
                keys.add(key.strip());
            }
        }
        return new ApiKey(orEmpty(accessKeyId).strip(), keys.isEmpty() ? "" : keys.getFirst());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return "ProviderCredentials[...]";
    }
}
