package lettermill.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.lab.dns.Zone;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import org.junit.jupiter.api.Test;

/** What a single mailbox provider makes of a domain's mail, where there was enough of it. */
class AffinityTest extends Ward {

    private final UUID vendor = UUID.randomUUID();

    private void mailsTo(Patient patient, String domain, int count, int bounced) {
        for (int n = 0; n < count; n++) {
            MessageId message = mail(patient, vendor, "p" + n + "@" + domain, clock.instant());
            BounceType bounce = n < bounced ? BounceType.HARD : null;
            ledger.record(List.of(
                    fact(patient, message, EventType.SEND, clock.instant(), null),
                    fact(
                            patient,
                            message,
                            bounce == null ? EventType.DELIVERY : EventType.BOUNCE,
                            clock.instant(),
                            bounce)));
        }
    }

    @Test
    void aProviderThatGotEnoughMailHasAScoreOfItsOwn() {
        DNS.serve(new Zone().exchanger("firm.example", 0, "aspmx.l.google.com"));
        Patient patient = patient("UTC");
        mailsTo(patient, "gmail.com", 60, 6);
        mailsTo(patient, "firm.example", 60, 6);
        mailsTo(patient, "gmx.de", 600, 0);
        mailsTo(patient, "yahoo.com", 99, 9);
        mailsTo(patient, "elsewhere.example", 200, 0);
        run();
        assertThat(see(patient).mailboxScores())
                .as("a company's mail counts where the company has it; 99 mails say nothing, and OTHER never does")
                .containsOnlyKeys("GMAIL", "GMX")
                .containsEntry("GMX", 85)
                .hasEntrySatisfying("GMAIL", score -> assertThat(score).isLessThanOrEqualTo(29));
        assertThat(see(patient).pause()).as("nothing is paused for it").isNull();

        clock.advance(Duration.ofDays(7));
        run();
        assertThat(see(patient).mailboxScores()).as("a week later").isEmpty();
    }

    @Test
    void whatLeftBeforeAResumptionIsForgivenHereToo() {
        Patient patient = patient("UTC");
        mailsTo(patient, "gmail.com", 120, 12);
        mailsTo(patient, "gmx.de", 600, 0);
        run();
        assertThat(see(patient).mailboxScores()).containsKey("GMAIL");
        standing.pause(patient.owner(), patient.domain(), "let us see");
        standing.resume(patient.owner(), patient.domain(), "cleaned");
        assertThat(see(patient).mailboxScores()).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        run();
        assertThat(see(patient).mailboxScores()).isEmpty();
    }
}
