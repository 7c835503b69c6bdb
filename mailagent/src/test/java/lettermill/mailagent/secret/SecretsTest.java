package lettermill.mailagent.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final byte[] SECRET = "geheim".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return key;
    }

    @Test
    void whatIsLockedIsUnlockedAtItsPlaceOnly() {
        Secrets secrets = new Secrets(List.of(key(1)));
        String locked = secrets.lock("provider 1", SECRET);
        assertThat(secrets.unlock("provider 1", locked)).isEqualTo(SECRET);
        assertThat(secrets.lock("provider 1", SECRET)).isNotEqualTo(locked);
        assertThatThrownBy(() -> secrets.unlock("provider 2", locked)).isInstanceOf(UnreadableSecretException.class);
        String changed = locked.substring(0, locked.length() - 4) + "AAA=";
        assertThatThrownBy(() -> secrets.unlock("provider 1", changed)).isInstanceOf(UnreadableSecretException.class);
        for (String nonsense : List.of("", "v1", "v1.x.y", locked + ".z", locked.substring(0, 20))) {
            assertThatThrownBy(() -> secrets.unlock("provider 1", nonsense))
                    .isInstanceOf(UnreadableSecretException.class);
        }
    }

    @Test
    void aNewKeyInFrontLeavesTheOldReadable() {
        String old = new Secrets(List.of(key(1))).lock("p", SECRET);
        Secrets both = new Secrets(List.of(key(2), key(1)));
        assertThat(both.unlock("p", old)).isEqualTo(SECRET);
        assertThat(new Secrets(List.of(key(2))).unlock("p", both.lock("p", SECRET)))
                .isEqualTo(SECRET);
        assertThatThrownBy(() -> new Secrets(List.of(key(2))).unlock("p", old)).hasMessageContaining("not configured");
    }

    @Test
    void theKeyFileIsMadeOnceForItsOwnerOnly() throws Exception {
        String locked = KeyFile.open(null, folder.resolve("data")).lock("p", SECRET);
        assertThat(KeyFile.open(" ", folder.resolve("data")).unlock("p", locked))
                .isEqualTo(SECRET);
        Path file = folder.resolve("data/mailagent.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFile.open(null, folder.resolve("data"))).hasMessageContaining("chmod 600");
    }

    @Test
    void theVariableGoesBeforeTheFileAndIsChecked() throws Exception {
        String value = Base64.getEncoder().encodeToString(key(7));
        assertThat(KeyFile.open(value, folder).unlock("p", new Secrets(List.of(key(7))).lock("p", SECRET)))
                .isEqualTo(SECRET);
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> KeyFile.open("c2hvcnQ=", folder))
                .hasMessageContaining("LETTERMILL_MAILAGENT_KEY must be base64 of 32");
        assertThatThrownBy(() -> KeyFile.open("not base64!", folder)).hasMessageContaining("openssl rand -base64 32");
    }
}
