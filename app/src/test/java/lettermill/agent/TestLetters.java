package lettermill.agent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.wire.Body;
import lettermill.wire.Envelope;
import lettermill.wire.Header;
import lettermill.wire.Heading;
import lettermill.wire.Letter;
import lettermill.wire.ListHeaders;
import lettermill.wire.Mailbox;
import lettermill.wire.ProviderKey;
import lettermill.wire.SmtpProvider;
import lettermill.wire.Wave;
import org.jspecify.annotations.Nullable;

/** Letters and providers to send and to send them through. */
final class TestLetters {

    private TestLetters() {}

    static Letter letter(long id, @Nullable String signingDomain) {
        return new Letter(
                id,
                1,
                new Envelope("bounce@news.example", new Mailbox(person(id), "Zoë " + id), signingDomain),
                new Heading(
                        new Mailbox("ada@news.example", "Ada"),
                        Mailbox.of("answers@news.example"),
                        "Grüße – “hello”",
                        Instant.parse("2026-11-24T10:00:00.123456789Z"),
                        "<" + id + "@news.example>",
                        List.of(new Header("X-Campaign", "spring"))),
                new ListHeaders(
                        "news.news.example",
                        "https://mill.example/u/" + id,
                        "u" + id + "@news.example",
                        ListHeaders.Unsubscribe.ONE_CLICK,
                        "a:b:c:lm"),
                new Body("<p>Grüße \"&\" \u2028 \uD83D\uDC8C</p>", "Grüße"));
    }

    static String person(long id) {
        return "person" + id + "@rcpt.example";
    }

    static Wave wave(ProviderKey provider, UUID workspace, Letter... letters) {
        return new Wave(workspace, provider.providerId(), List.of(letters), null);
    }

    static SmtpProvider smtp(ProviderKey key, int port) {
        return new SmtpProvider(
                key,
                new SmtpProvider.Endpoint(
                        "127.0.0.1", port, SmtpProvider.Security.NONE, SmtpProvider.Trust.ANY_ON_LOOPBACK),
                SmtpProvider.Credentials.NONE,
                4,
                "client.example");
    }
}
