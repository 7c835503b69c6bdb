package lettermill.mailagent.transport;

import lettermill.mailagent.mime.DomainNames;
import lettermill.wire.Heading;
import lettermill.wire.Letter;

/** The commands that announce a letter (RFC 5321 section 3.3), with the parameters the server offers. */
final class SmtpEnvelope {
    private SmtpEnvelope() {}

    static String mail(Letter letter, int size, SmtpConnection connection) {
        StringBuilder command = new StringBuilder("MAIL FROM:<")
                .append(path(letter.envelope().returnPath()))
                .append('>');
        if (connection.offers("SIZE")) {
            command.append(" SIZE=").append(size);
        }
        if (needsSmtpUtf8(letter)) {
            command.append(" BODY=8BITMIME SMTPUTF8");
        }
        return command.toString();
    }

    static String rcpt(Letter letter) {
        return "RCPT TO:<" + path(letter.envelope().to().address()) + ">";
    }

    /** A local part is carried as it is or not at all; only domains have another form (RFC 6531 section 3.1). */
    static boolean needsSmtpUtf8(Letter letter) {
        Heading heading = letter.heading();
        return hasUtf8Local(letter.envelope().returnPath())
                || hasUtf8Local(letter.envelope().to().address())
                || hasUtf8Local(heading.from().address())
                || (heading.replyTo() != null && hasUtf8Local(heading.replyTo().address()));
    }

    private static boolean hasUtf8Local(String address) {
        for (int i = address.lastIndexOf('@'); i >= 0; i--) {
            if (address.charAt(i) >= 0x80) {
                return true;
            }
        }
        return false;
    }

    private static String path(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(0, at + 1) + DomainNames.toAscii(address.substring(at + 1));
    }
}
