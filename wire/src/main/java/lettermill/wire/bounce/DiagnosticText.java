package lettermill.wire.bounce;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server's words made comparable, and the codes that stand among them. */
public final class DiagnosticText {

    private static final int LONGEST = 4000;

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\u200b]+");
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>\"'(),:;\\[\\]]{1,64}@[^\\s<>\"'(),:;\\[\\]]{1,255}");
    private static final Pattern IP = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.]*\\d)");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");

    /** Postfix tells the command it was answered; the words of the command are none of the server's. */
    private static final Pattern COMMAND = Pattern.compile("\\(in reply to [^)]{1,40}\\)");

    /** Cisco's gateways put their own guess before the answer of the server, which they quote. */
    private static final Pattern GUESS_AND_QUOTE =
            Pattern.compile("(?s)[245]\\.\\d\\.\\d - [\\w /-]{3,60} ([245]\\d\\d)-(?='|\\(')");

    /** Zoho calls every address invalid before it passes on the answer, even that of a full mailbox. */
    private static final Pattern ZOHO = Pattern.compile("invalid address, error_code ?:\\d{3}, error_code ?:");

    private static final Pattern STATUS =
            Pattern.compile("(?<![\\d.])[#(<\\[]?([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d]|\\.\\d)");
    private static final Pattern REPLY =
            Pattern.compile("(?<![\\w.:/=-])(?:#|smtp;?)?([45][0-5]\\d|57[01])(?:[ \\-:,;]|$)");

    private DiagnosticText() {}

    /** Lower case, one line, plain quotes, no accents; addresses and IPs as {@code <address>} and {@code <ip>}; bounded. */
    static String normal(String text) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String plain = bounded.replace('\u2019', '\'').replace('\u2018', '\'').replace('`', '\'');
        plain = SPACE.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT);
        plain = GUESS_AND_QUOTE.matcher(plain).replaceFirst("$1 ");
        plain = ZOHO.matcher(plain).replaceAll(" ");
        plain = COMMAND.matcher(plain).replaceAll("");
        plain = ADDRESS.matcher(plain).replaceAll("<address>").replace("<<address>>", "<address>");
        plain = IP.matcher(plain).replaceAll("<ip>");
        return ACCENT.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
    }

    /**
     * The enhanced status among the words: the first that says more than that something failed ({@code x.0.0}).
     *
     * @return null when there is none
     */
    public static @Nullable String enhancedStatus(String text) {
        Matcher found = STATUS.matcher(bounded(text));
        String vague = null;
        while (found.find()) {
            String status = found.group(1);
            if (!status.endsWith(".0.0")) {
                return status;
            }
            vague = vague == null ? status : vague;
        }
        return vague;
    }

    /** The first SMTP reply code of 400 to 599 among the words; null when there is none. */
    public static @Nullable Integer replyCode(String text) {
        Matcher found = REPLY.matcher(bounded(text).toLowerCase(Locale.ROOT));
        return found.find() ? Integer.valueOf(found.group(1)) : null;
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
