package lettermill.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.lab.dns.Zone;
import lettermill.ledger.EventType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Companies count where they have their mail, as soon as DNS has said so. */
class HostedMailTest extends Ward {

    private Patient patient;

    @BeforeEach
    void emptyZone() {
        DNS.serve(new Zone());
        database.sql("DELETE FROM mailbox.hosted_domain").update();
        // Beyond what a silence of the test before, and the memory of it, lasts.
        clock.advance(Duration.ofDays(2));
        patient = patient("UTC");
    }

    @Test
    void aCompanyCountsWhereItHasItsMail() {
        DNS.zone()
                .exchanger("a.acme.example", 1, "ASPMX.L.GOOGLE.com")
                .exchanger("a.acme.example", 10, "mx.acme.example")
                .exchanger("b.acme.example", 0, "b-acme-example.mail.protection.outlook.com")
                .exchanger("c.acme.example", 0, "mx.c.acme.example");
        mailTo("x@A.acme.example", "y@b.acme.example", "z@c.acme.example", "v@gmail.com", "w@none.acme.example");
        run();
        assertThat(counted()).isEqualTo(Map.of("GMAIL", 2L, "OUTLOOK", 1L, "OTHER", 2L));
        int asked = DNS.questions().size();
        run();
        assertThat(DNS.questions()).as("asked once a day").hasSize(asked);
    }

    @Test
    void untilDnsAnswersItIsOneOfTheOthersAndAnOutageChangesNothing() {
        DNS.zone().manner("d.acme.example", Zone.Manner.SILENT);
        mailTo("x@d.acme.example");
        long start = System.nanoTime();
        run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(counted()).isEqualTo(Map.of("OTHER", 1L));

        DNS.zone().remove("d.acme.example").exchanger("d.acme.example", 0, "aspmx.l.google.com");
        clock.advance(Duration.ofMinutes(10));
        run();
        assertThat(counted()).as("looked up again").isEqualTo(Map.of("GMAIL", 1L));

        DNS.zone().remove("d.acme.example").manner("d.acme.example", Zone.Manner.SILENT);
        clock.advance(Duration.ofHours(25));
        run();
        assertThat(counted()).as("what was known holds").isEqualTo(Map.of("GMAIL", 1L));
    }

    private void mailTo(String... addresses) {
        for (String address : addresses) {
            MessageId message = mail(patient, UUID.randomUUID(), address, clock.instant());
            ledger.record(List.of(fact(patient, message, EventType.SEND, clock.instant(), null)));
        }
    }

    private Map<String, Long> counted() {
        Map<String, Long> counts = new TreeMap<>();
        reader.health(patient.workspace(), patient.domain(), 7)
                .mailboxProviders()
                .forEach(part -> counts.merge(
                        part.mailboxProvider().name(), part.figures().sent(), Long::sum));
        return counts;
    }
}
