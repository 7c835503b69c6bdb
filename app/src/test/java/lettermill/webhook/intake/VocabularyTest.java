package lettermill.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lettermill.webhook.ProviderWebhook;
import lettermill.webhook.mailgun.MailgunWebhook;
import lettermill.webhook.postmark.PostmarkWebhook;
import lettermill.webhook.sendgrid.SendGridWebhook;
import lettermill.webhook.ses.TestSns;
import org.junit.jupiter.api.Test;

/** The table of docs/webhooks.md names every word that is understood, and what it becomes. */
class VocabularyTest {

    private static final Path DOCUMENT = Path.of("../docs/webhooks.md");

    @Test
    void theDocumentSaysWhatTheDecodersDo() throws IOException {
        List<String> rows = new ArrayList<>();
        for (ProviderWebhook hook : List.of(
                TestSns.hook(DOCUMENT, List.of()),
                new SendGridWebhook(),
                new MailgunWebhook(),
                new PostmarkWebhook())) {
            hook.vocabulary()
                    .forEach((word, type) -> rows.add("| %s | %s | %s |"
                            .formatted(hook.vendor(), word, type.map(Enum::name).orElse("-"))));
        }
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| (SES|SENDGRID|MAILGUN|POSTMARK) \\| [^`].*"))
                .toList();
        assertThat(documented).containsExactlyElementsOf(rows);
    }
}
