package lettermill.mailagent;

import java.time.Instant;
import java.util.List;
import lettermill.wire.Body;
import lettermill.wire.Envelope;
import lettermill.wire.Heading;
import lettermill.wire.Letter;
import lettermill.wire.ListHeaders;
import lettermill.wire.ListHeaders.Unsubscribe;
import lettermill.wire.Mailbox;
import org.jspecify.annotations.Nullable;

/** Letters to test with: {@code letter(7)} is plain, and the other methods change what a test is about. */
public final class Letters {
    private Letters() {}

    public static Letter letter(long id) {
        return letterTo(id, "person" + id + "@rcpt.example");
    }

    public static Letter letterTo(long id, String address) {
        return letter(id, new Mailbox(address, "Person " + id), "Hello " + id, body("<p>Hello</p>\n", "Hello\n"), null);
    }

    public static Letter subject(String subject) {
        return letter(1, Mailbox.of("p@rcpt.example"), subject, body("<p>Hi</p>", "Hi"), null);
    }

    public static Letter toMailbox(Mailbox to) {
        return letter(1, to, "Hello", body("<p>Hi</p>", "Hi"), null);
    }

    public static Letter withBody(long id, @Nullable String html, @Nullable String text) {
        return letter(id, Mailbox.of("p@rcpt.example"), "Hello", body(html, text), null);
    }

    public static Letter signed(long id, String html, String text) {
        return letter(id, Mailbox.of("p@rcpt.example"), "Grüße aus Köln", body(html, text), "news.example");
    }

    private static Body body(@Nullable String html, @Nullable String text) {
        return new Body(html, text);
    }

    private static Letter letter(long id, Mailbox to, String subject, Body body, @Nullable String signingDomain) {
        return new Letter(
                id,
                1,
                new Envelope("bounce+" + id + "@return.news.example", to, signingDomain),
                new Heading(
                        new Mailbox("news@news.example", "The News"),
                        null,
                        subject,
                        Instant.parse("2026-11-24T06:42:05Z"),
                        "<m" + id + "@news.example>",
                        List.of()),
                new ListHeaders(
                        "weekly.news.example",
                        "https://track.news.example/u/" + "x".repeat(60) + id,
                        Unsubscribe.ONE_CLICK,
                        "c1:w1:weekly:lettermill"),
                body);
    }
}
