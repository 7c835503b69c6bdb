package lettermill.lab.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lettermill.lab.inbox.StoredMail.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailStoreTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @Test
    void keepsTheNewestAndCountsAll() {
        MailStore store = new MailStore(3, CLOCK);
        for (int i = 1; i <= 5; i++) {
            store.add(new Route("s@x.example", "p" + i + "@y.example"), mail(i));
        }
        assertThat(store.newestFirst()).extracting(StoredMail::id).containsExactly(5L, 4L, 3L);
        assertThat(store.find(2)).isEmpty();
        assertThat(store.counts()).isEqualTo(new MailStore.Counts(5, 0, 0));
        assertThat(store.receipts()).hasSize(5);
    }

    @Test
    void givesBackTheBytesItGot() {
        MailStore store = new MailStore(3, CLOCK);
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        for (byte[] message : List.of(new byte[0], mail(1), noise)) {
            StoredMail stored = store.add(new Route("", "p@y.example"), message);
            assertThat(stored.content().unpacked()).isEqualTo(message);
        }
    }

    @Test
    void cutsOffARecordThatWasHalfWrittenAndGoesOn(@TempDir Path folder) throws Exception {
        try (MailStore store = new MailStore(10, CLOCK, new MailLog(folder))) {
            store.add(new Route("", "one@y.example"), mail(1));
            byte[] large = new byte[5_000];
            new Random(2).nextBytes(large);
            store.add(new Route("", "two@y.example"), large);
        }
        Path file = folder.resolve("mails.log");
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {1, 3, 60}) {
            Files.write(file, Arrays.copyOf(whole, whole.length - cut), StandardOpenOption.TRUNCATE_EXISTING);
            try (MailStore store = new MailStore(10, CLOCK, new MailLog(folder))) {
                assertThat(store.size()).isEqualTo(1);
                store.add(new Route("", "three@y.example"), mail(3));
            }
            try (MailStore store = new MailStore(10, CLOCK, new MailLog(folder))) {
                assertThat(store.newestFirst())
                        .extracting(mail -> mail.route().recipient())
                        .containsExactly("three@y.example", "one@y.example");
            }
        }
    }

    private static byte[] mail(int number) {
        return ("Message-ID: <" + number + "@x.example>\r\n\r\nHello\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
