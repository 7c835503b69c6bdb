package lettermill.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import lettermill.lab.smtp.RawClient;
import lettermill.lab.world.Manner;
import lettermill.lab.world.Provider;
import lettermill.lab.world.Provider.Readers;
import lettermill.lab.world.Providers;
import org.junit.jupiter.api.Test;

/** Each provider's manner, over real SMTP. */
class MannersTest {
    private static final String MAIL = "Subject: Hello\r\nMessage-ID: <1@sonne.example>\r\n\r\nHello";

    @Test
    void greylistsTheFirstAttemptForEachRecipient() throws IOException {
        try (Lab lab = Lab.start(new LabOptions())) {
            assertThat(send(lab, "ada@greylist.example")).startsWith("451 4.7.1");
            assertThat(send(lab, "bob@greylist.example")).startsWith("451 4.7.1");
            assertThat(send(lab, "ADA@greylist.example")).startsWith("250");
            assertThat(lab.stats().answers().greylisted()).isEqualTo(2);
            assertThat(lab.stats().mails().received()).isEqualTo(1);
        }
    }

    @Test
    void throttlesBeyondTheNumberInOneMinuteOfTheWorldsTime() throws IOException {
        try (Lab lab = Lab.start(world("slow.example", new Manner.Throttles(3)).speed(0.001))) {
            for (int i = 0; i < 3; i++) {
                assertThat(send(lab, "p" + i + "@slow.example")).startsWith("250");
            }
            assertThat(send(lab, "p4@slow.example")).startsWith("421 4.7.0");
            assertThat(send(lab, "p4@other.example")).startsWith("250");
            assertThat(lab.stats().answers().throttled()).isEqualTo(1);
        }
        try (Lab lab = Lab.start(world("slow.example", new Manner.Throttles(1)).speed(1e9))) {
            assertThat(send(lab, "p1@slow.example")).startsWith("250");
            assertThat(send(lab, "p2@slow.example")).startsWith("250");
        }
    }

    @Test
    void refusesTheShareOfUnknownUsersAlwaysTheSameOnes() throws IOException {
        try (Lab lab = Lab.start(new LabOptions())) {
            int refused = 0;
            for (int i = 0; i < 200; i++) {
                String address = "person" + i + "@unknown-users.example";
                String reply = send(lab, address);
                assertThat(send(lab, address)).isEqualTo(reply);
                refused += reply.startsWith("550 5.1.1") ? 1 : 0;
            }
            assertThat(refused).isBetween(40, 80);
            assertThat(lab.stats().answers().refusedByCode()).isEqualTo(Map.of("550 5.1.1", 2L * refused));
        }
    }

    @Test
    void anotherSeedKnowsOtherUsers() throws IOException {
        StringBuilder replies = new StringBuilder();
        for (long seed : new long[] {1, 2}) {
            try (Lab lab = Lab.start(new LabOptions().seed(seed))) {
                for (int i = 0; i < 30; i++) {
                    replies.append(send(lab, "person" + i + "@unknown-users.example"), 0, 3);
                }
            }
        }
        assertThat(replies.substring(0, 90)).isNotEqualTo(replies.substring(90));
    }

    @Test
    void hasFullMailboxes() throws IOException {
        try (Lab lab = Lab.start(world("full.example", new Manner.HasFullMailboxes(1)))) {
            assertThat(send(lab, "ada@full.example")).startsWith("452 4.2.2");
        }
    }

    @Test
    void dropsBeforeTheAnswerOnceAndKeepsHalfOfThoseMails() throws IOException {
        try (Lab lab = Lab.start(world("drops.test", new Manner.DropsBeforeAnswer(1)))) {
            for (int i = 0; i < 40; i++) {
                assertThat(send(lab, "person" + i + "@drops.test")).isEqualTo("closed");
            }
            assertThat(lab.stats().answers().droppedBeforeAnswer()).isEqualTo(40);
            assertThat(lab.stats().mails().received()).isBetween(10L, 30L);
            assertThat(send(lab, "person1@drops.test")).startsWith("250");
        }
    }

    @Test
    void dropsAfterTheAnswer() throws IOException {
        try (Lab lab = Lab.start(world("drops.test", new Manner.DropsAfterAnswer(1)));
                RawClient client = RawClient.greeted(lab.smtpAddress())) {
            assertThat(client.send("ada@drops.test", MAIL)).startsWith("250");
            assertThat(client.reply()).isEqualTo("closed");
            assertThat(lab.stats().answers().droppedAfterAnswer()).isEqualTo(1);
            assertThat(lab.stats().mails().received()).isEqualTo(1);
        }
    }

    private static LabOptions world(String domain, Manner manner) {
        return new LabOptions().providers(Providers.defaults().with(new Provider(domain, manner, 0, Readers.MIXED)));
    }

    private static String send(Lab lab, String recipient) throws IOException {
        try (RawClient client = RawClient.greeted(lab.smtpAddress())) {
            return client.send(recipient, MAIL);
        }
    }
}
