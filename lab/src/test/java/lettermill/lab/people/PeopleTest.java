package lettermill.lab.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lettermill.lab.Lab;
import lettermill.lab.LabOptions;
import lettermill.lab.smtp.RawClient;
import lettermill.lab.world.Diary.Deed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People do with real requests what their seed says. */
class PeopleTest {
    private static final int PEOPLE = 400;

    private Product product;

    @BeforeEach
    void start() throws IOException {
        product = new Product();
    }

    @AfterEach
    void stop() {
        product.close();
    }

    @Test
    void openClickAndLeaveAsMailProgramsDo() throws IOException {
        try (Lab lab = lively(7)) {
            sendTo(lab, "bluepost.example", "/u/");
            awaitDeed(lab, Deed.ONE_CLICK_UNSUBSCRIBE, 2);
            awaitDeed(lab, Deed.PREFERENCE_PAGE_UNSUBSCRIBE, 2);
            awaitDeed(lab, Deed.OPEN, 100);
            awaitDeed(lab, Deed.CLICK, 10);
            awaitDeed(lab, Deed.COMPLAINT, 1);
            awaitQuiet(lab);
            assertThat(lab.diary().count(Deed.FAILED_REQUEST)).isZero();
        }
        assertThat(product.seen("/pixel/"))
                .extracting(Product.Seen::userAgent)
                .allMatch(agent -> agent.contains("GoogleImageProxy") || agent.contains("iPhone"))
                .anyMatch(agent -> agent.contains("GoogleImageProxy"));
        assertThat(product.seen("/c/"))
                .allMatch(click ->
                        click.method().equals("GET") && click.userAgent().startsWith("Mozilla/5.0 ("));
        assertThat(product.seen("/u/"))
                .allMatch(post -> post.method().equals("POST"))
                .allMatch(post -> post.body().equals("List-Unsubscribe=One-Click")
                                && post.contentType().equals("application/x-www-form-urlencoded")
                        || post.body().contains("name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n")
                                && post.contentType().startsWith("multipart/form-data; boundary="))
                .extracting(Product.Seen::contentType)
                .anyMatch(type -> type.startsWith("multipart"))
                .anyMatch(type -> type.startsWith("application"));
        assertThat(product.seen("/p/save"))
                .isNotEmpty()
                .allMatch(post -> post.method().equals("POST"))
                .allMatch(post -> post.body().equals("token=t%261&news=on&action=unsubscribe_all"));
    }

    @Test
    void appleMailFetchesEverythingOnArrivalAndNothingWhenOpened() throws IOException {
        try (Lab lab = lively(7)) {
            sendTo(lab, "orchardmail.example", "/u/");
            awaitDeed(lab, Deed.PREFETCH, 250);
            awaitQuiet(lab);
        }
        Map<String, Long> agents = product.seen("/pixel/").stream()
                .collect(Collectors.groupingBy(Product.Seen::userAgent, Collectors.counting()));
        assertThat(agents.get("Mozilla/5.0")).isBetween(250L, 350L);
        assertThat(agents).hasSize(2);
    }

    @Test
    void scannersFetchEveryLinkAtOnce() throws IOException {
        try (Lab lab = Lab.start(new LabOptions().people(LabOptions.People.ON).seed(7))) {
            send(lab, "ada@office.example.com", 1, "/u/");
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> product.seen("/c/1/").size() == 2
                            && product.seen("/p/").size() == 1);
            awaitDeed(lab, Deed.SCANNER_FETCH, 3);
        }
    }

    @Test
    void neverFetchFromOutside() throws IOException {
        try (Lab lab = Lab.start(new LabOptions().people(LabOptions.People.ON).seed(7))) {
            try (RawClient client = RawClient.greeted(lab.smtpAddress())) {
                client.send(
                        "ada@office.example.com",
                        "Subject: x\r\nContent-Type: text/html\r\n\r\n<a href=\"http://192.0.2.1/\">x</a>"
                                + "<a href=\"https://localhost.example.com/\">y</a><a href=\"http://0x7f.1/\">z</a>");
            }
            awaitDeed(lab, Deed.SKIPPED_OUTSIDE, 2);
            assertThat(lab.diary().count(Deed.SCANNER_FETCH)).isZero();
            assertThat(lab.diary().count(Deed.FAILED_REQUEST)).isZero();
        }
    }

    @Test
    void aRedirectIsNoAnswerToOneClick() throws IOException {
        try (Lab lab = lively(7)) {
            sendTo(lab, "bluepost.example", "/redirecting/");
            awaitDeed(lab, Deed.FAILED_REQUEST, 2);
            awaitQuiet(lab);
            assertThat(lab.diary().count(Deed.ONE_CLICK_UNSUBSCRIBE)).isZero();
        }
    }

    @Test
    void theSameSeedGivesTheSameDeedsAndAnotherSeedOthers() throws IOException {
        List<String> first = deedsOf(7);
        assertThat(deedsOf(7)).isEqualTo(first);
        assertThat(deedsOf(8)).isNotEqualTo(first);
    }

    private List<String> deedsOf(long seed) throws IOException {
        try (Lab lab = lively(seed)) {
            sendTo(lab, "mail.example.net", "/u/");
            awaitQuiet(lab);
            return lab.diary().entries().stream()
                    .map(entry -> entry.deed() + " " + entry.recipient() + " " + entry.detail())
                    .sorted()
                    .toList();
        }
    }

    /** A lab in which three days pass in a quarter of a second. */
    private static Lab lively(long seed) throws IOException {
        return Lab.start(
                new LabOptions().people(LabOptions.People.ON).seed(seed).speed(1_000_000));
    }

    private void sendTo(Lab lab, String domain, String oneClickPath) throws IOException {
        for (int i = 0; i < PEOPLE; i++) {
            send(lab, "person" + i + "@" + domain, i, oneClickPath);
        }
    }

    private void send(Lab lab, String recipient, int number, String oneClickPath) throws IOException {
        String url = product.url();
        try (RawClient client = RawClient.greeted(lab.smtpAddress())) {
            String reply = client.send(recipient, """
                    Subject: News\r
                    Message-ID: <%2$d@sonne.example>\r
                    List-Unsubscribe: <mailto:leave@sonne.example>,\r
                     <%1$s%3$s%2$d>\r
                    List-Unsubscribe-Post: List-Unsubscribe=One-Click\r
                    Content-Type: text/html\r
                    \r
                    <a href="%1$s/c/%2$d/a">Bread</a> <a href="%1$s/c/%2$d/b">Cake</a> <a href="mailto:a@b.example">Write</a>\r
                    <a href="%1$s/p/%2$d">Unsubscribe</a><img src="%1$s/pixel/%2$d.gif">""".formatted(url, number, oneClickPath));
            assertThat(reply).startsWith("250");
        }
    }

    private static void awaitDeed(Lab lab, Deed deed, int least) {
        await(deed.name())
                .atMost(Duration.ofSeconds(20))
                .until(() -> lab.diary().count(deed) >= least);
    }

    private static void awaitQuiet(Lab lab) {
        await("nothing left to do")
                .atMost(Duration.ofSeconds(30))
                .until(() -> lab.stats().people().waiting() == 0);
    }
}
