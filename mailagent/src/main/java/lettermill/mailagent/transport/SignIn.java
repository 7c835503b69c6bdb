package lettermill.mailagent.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Reply;
import lettermill.wire.SmtpProvider.Credentials;

/** AUTH PLAIN (RFC 4616) and the older LOGIN; both need the connection to be protected. */
final class SignIn {
    private SignIn() {}

    static SmtpReply ask(SmtpConnection connection, Credentials credentials, Duration within)
            throws IOException, ConnectFailure {
        List<String> offered =
                List.of(connection.extensions().getOrDefault("AUTH", "").split(" "));
        if (offered.contains("PLAIN")) {
            return connection.ask(
                    "AUTH PLAIN " + base64("\0" + credentials.username() + "\0" + credentials.password()), within);
        }
        if (offered.contains("LOGIN")) {
            return login(connection, credentials, within);
        }
        throw new ConnectFailure(
                State.SIGN_IN_REFUSED,
                Reply.local("5.7.4", "the server offers no sign-in that we know (AUTH PLAIN or LOGIN)"));
    }

    private static SmtpReply login(SmtpConnection connection, Credentials credentials, Duration within)
            throws IOException {
        SmtpReply reply = connection.ask("AUTH LOGIN", within);
        if (reply.code() == 334) {
            reply = connection.ask(base64(credentials.username()), within);
        }
        if (reply.code() == 334) {
            reply = connection.ask(base64(credentials.password()), within);
        }
        return reply;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
