package lettermill.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import lettermill.lab.smtp.SmtpReply;
import lettermill.lab.world.Arrival;
import lettermill.lab.world.Manner;
import lettermill.lab.world.Provider;
import lettermill.lab.world.Provider.Readers;
import lettermill.lab.world.Providers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mailbox provider that judges: room for those it knows, a door in the face of those it does not, and the spam folder. */
class ReputationTest {
    private static final String HOME = "judge.example";
    private static final byte[] LETTER = "From: a@b.example\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
    private final List<Arrival> arrivals = new ArrayList<>();
    private Lab lab;

    @BeforeEach
    void open() throws IOException {
        lab = Lab.start(new LabOptions()
                .clock(now::get)
                .arrivals(arrivals::add)
                .providers(Providers.defaults().with(new Provider(HOME, new Manner.Judges(20, 2), 0, Readers.MIXED))));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** How many of these mails were taken. */
    private long send(String domain, String people, int count) {
        long taken = 0;
        for (int i = 0; i < count; i++) {
            SmtpReply reply = lab.offer(
                    "letter@" + domain,
                    people + i + "-" + now.get().getEpochSecond() + (people.equals("nobody") ? "-gone@" : "@") + HOME,
                    LETTER);
            assertThat(reply.code()).isIn(250, 421, 550);
            taken += reply.isPositive() ? 1 : 0;
        }
        return taken;
    }

    private void nextDay() {
        now.updateAndGet(instant -> instant.plus(Duration.ofDays(1)));
    }

    private long folder(Arrival.Folder folder) {
        return arrivals.stream().filter(arrival -> arrival.folder() == folder).count();
    }

    @Test
    void aNewDomainHasTheRoomOfItsFirstDayAndTwiceItsBestDayLater() {
        assertThat(send("new.example", "p", 30)).isEqualTo(20);
        assertThat(send("other.example", "p", 30)).as("each has its own").isEqualTo(20);
        nextDay();
        assertThat(send("new.example", "p", 100)).isEqualTo(40);
        nextDay();
        assertThat(send("new.example", "p", 10)).isEqualTo(10);
        nextDay();
        assertThat(send("new.example", "p", 100))
                .as("of the best day, not the last")
                .isEqualTo(80);
    }

    @Test
    void whoKeepsToItsRoomIsInTheInboxAndWhoGoesOnAllTheSameIsInTheSpamFolder() {
        send("patient.example", "p", 20);
        nextDay();
        send("patient.example", "p", 40);
        assertThat(folder(Arrival.Folder.SPAM)).isZero();
        assertThat(folder(Arrival.Folder.INBOX)).isEqualTo(60);

        arrivals.clear();
        send("pushing.example", "p", 100);
        nextDay();
        assertThat(send("pushing.example", "p", 40)).isEqualTo(40);
        assertThat(folder(Arrival.Folder.SPAM)).as("of the second day").isGreaterThan(30);
    }

    @Test
    void mailForNobodyAndComplaintsCostTheInboxOfThatDomainAlone() {
        send("worn.example", "nobody", 4);
        send("worn.example", "p", 20);
        send("fine.example", "p", 20);
        long before = folder(Arrival.Folder.SPAM);
        arrivals.clear();
        nextDay();
        send("worn.example", "p", 20);
        assertThat(folder(Arrival.Folder.SPAM)).as("a tenth was for nobody").isEqualTo(20);
        assertThat(before).as("the first twenty say nothing").isLessThan(6);

        arrivals.clear();
        send("fine.example", "p", 20);
        assertThat(folder(Arrival.Folder.SPAM)).isZero();
        lab.complain(arrivals.getFirst());
        arrivals.clear();
        send("fine.example", "q", 20);
        assertThat(folder(Arrival.Folder.SPAM)).isPositive();
    }
}
