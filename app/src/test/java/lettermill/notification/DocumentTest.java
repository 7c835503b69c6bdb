package lettermill.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import lettermill.ledger.EventType;
import org.junit.jupiter.api.Test;

class DocumentTest {

    @Test
    void theDocumentListsEveryTypeInTheCodesWords() throws IOException {
        String rows = Arrays.stream(NotificationType.values())
                .map(type -> "| `" + type.text() + "` | " + type.description() + " |\n")
                .collect(Collectors.joining());
        assertThat(Files.readString(Path.of("../docs/outgoing-webhooks.md"))).contains("|---|---|\n" + rows + "\n");
    }

    @Test
    void everyFactOfTheLedgerHasAType() {
        assertThat(EventType.values())
                .allSatisfy(type -> assertThat(NotificationType.of(type).text()).startsWith("message."));
        assertThat(NotificationType.MESSAGE_RENDERING_FAILURE.text()).isEqualTo("message.rendering_failure");
    }
}
