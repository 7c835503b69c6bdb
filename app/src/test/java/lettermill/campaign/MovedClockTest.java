package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import lettermill.MailHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A lab's clock jumps by days: what was planned for then happens at once, by the same engine, and mail bears the new date. */
class MovedClockTest extends Sendery {

    @Autowired
    Clock clock;

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void moved(DynamicPropertyRegistry registry) {
        registry.add("lettermill.clock", () -> folder.resolve("clock").toString());
    }

    private static void ahead(String duration) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), duration);
        Files.move(next, folder.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aJumpOfADaySendsWhatIsDueTomorrowAndNothingGoesBack() throws Exception {
        String campaign = ready(3);
        Instant start = Instant.now();
        Instant due = start.plus(Duration.ofHours(25)).truncatedTo(ChronoUnit.SECONDS);
        ask("/email-marketing/campaigns/" + campaign + "/schedule", "{\"scheduled_at\": \"" + due + "\"}")
                .expectStatus()
                .isOk();
        assertThat(see(campaign)).containsEntry("status", "SCHEDULED");

        ahead("P1DT2H");
        awaitStatus(campaign, "SENT");
        assertThat(house.mails())
                .hasSize(3)
                .allSatisfy(
                        mail -> assertThat(date(mail)).isBetween(due.minusSeconds(1), due.plus(Duration.ofHours(2))));

        ahead("not a duration");
        ahead("PT1H");
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(20))
                .until(() -> clock.instant().isAfter(due));
        String later = campaign(template(LETTER), "");
        assertThat(Instant.parse(String.valueOf(see(later).get("created_at")))).isAfter(due);
    }

    private static Instant date(MailHouse.Mail mail) {
        return ZonedDateTime.parse(mail.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }
}
