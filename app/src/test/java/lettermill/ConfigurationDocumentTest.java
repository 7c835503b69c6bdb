package lettermill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every environment name stands once in each process's settings, with a comment, and docs/config.md is made from them. */
class ConfigurationDocumentTest {

    private static final Path SETTINGS = Path.of("src/main/resources/application.yml");
    private static final Path MAILAGENT_SETTINGS = Path.of("src/main/resources/mailagent.yml");
    private static final Path DOCUMENT = Path.of("../docs/config.md");
    private static final Pattern SETTING = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::(.*))?}\\s*$");
    private static final String HEAD = """
            # Settings

            All are environment variables; nonsense refuses to start with the variable's name. Made from `application.yml` by a test.

            """;
    private static final String MAILAGENT_HEAD = """

            ## Of a MailAgent in a process of its own

            `./lettermill mailagent`, see [mailagent.md](mailagent.md). Made from `mailagent.yml`.

            """;
    private static final String TABLE = """
            | name | default | meaning |
            |---|---|---|
            """;

    @Test
    void theDocumentIsMadeFromTheSettings() throws IOException {
        String document = HEAD + table(SETTINGS) + MAILAGENT_HEAD + table(MAILAGENT_SETTINGS);
        if (Boolean.getBoolean("config.write")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("./lettermill openapi writes docs/config.md too")
                .isEqualTo(document);
    }

    @Test
    void eachNameStandsOnce() throws IOException {
        assertThat(settings(SETTINGS)).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(settings(MAILAGENT_SETTINGS)).extracting(Setting::name).doesNotHaveDuplicates();
    }

    private static String table(Path file) throws IOException {
        StringBuilder table = new StringBuilder(TABLE);
        for (Setting setting : settings(file)) {
            assertThat(setting.meaning()).as("comment above %s", setting.name()).isNotBlank();
            table.append("| `%s` | %s | %s |%n".formatted(setting.name(), setting.shown(), setting.meaning()));
        }
        return table.toString();
    }

    private static List<Setting> settings(Path file) throws IOException {
        List<Setting> settings = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            Matcher setting = SETTING.matcher(line);
            if (line.strip().startsWith("#")) {
                comment.append(comment.isEmpty() ? "" : " ")
                        .append(line.strip().substring(1).strip());
            } else if (setting.find()) {
                String standard = setting.group(2) == null ? "" : setting.group(2);
                settings.add(new Setting(setting.group(1), standard, comment.toString()));
                comment.setLength(0);
            } else {
                comment.setLength(0);
            }
        }
        return settings;
    }

    private record Setting(String name, String standard, String meaning) {
        String shown() {
            return standard.isEmpty() ? "none" : "`" + standard + "`";
        }
    }
}
