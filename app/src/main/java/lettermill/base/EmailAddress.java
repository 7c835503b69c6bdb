package lettermill.base;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An e-mail address by RFC 5321 and 6531: a local part (dot-atom or quoted string, Unicode allowed) at a public mail
 * domain. Refused though other standards allow them: comments and folding (RFC 5322), address literals, domains
 * without a dot. Two addresses are equal when their {@link #key()} is.
 */
public final class EmailAddress {

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST = 254;

    private final String display;
    private final String key;
    private final String domain;

    private EmailAddress(String local, String domain) {
        this.display = local + "@" + domain;
        this.key = local.toLowerCase(Locale.ROOT) + "@" + domain;
        this.domain = domain;
    }

    /** What {@link #read} found. */
    public sealed interface Reading {}

    /** A usable address. */
    public record Readable(EmailAddress address) implements Reading {}

    /**
     * No address.
     *
     * @param wrong why, in words that never repeat the text itself, so that it is safe in a log
     */
    public record Unreadable(String wrong) implements Reading {}

    /** Reads exactly the text given: nothing is trimmed. */
    public static Reading read(String text) {
        if (text.length() > LONGEST) {
            return new Unreadable("longer than " + LONGEST + " characters");
        }
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return new Unreadable("there is no @");
        }
        Optional<DomainName> domain = DomainName.read(text.substring(at + 1));
        if (domain.isEmpty()) {
            return new Unreadable("what follows the @ is not a mail domain");
        }
        Optional<String> local = LocalPart.read(text.substring(0, at));
        if (local.isEmpty()) {
            return new Unreadable("what precedes the @ is not a mailbox name");
        }
        EmailAddress address = new EmailAddress(local.get(), domain.get().ascii());
        // As written and as we would write it: RFC 5321 section 4.5.3.1 counts octets, whatever they mean.
        if (octets(text.substring(0, at)) > LONGEST_LOCAL || octets(local.get()) > LONGEST_LOCAL) {
            return new Unreadable("more than " + LONGEST_LOCAL + " octets precede the @");
        }
        if (octets(text) > LONGEST || octets(address.display) > LONGEST) {
            return new Unreadable("longer than " + LONGEST + " octets");
        }
        return new Readable(address);
    }

    /**
     * Reads an address out of a request.
     *
     * @throws Problem.Invalid on the field {@code email}
     */
    public static EmailAddress parse(String text) {
        return parse("email", text);
    }

    /**
     * Reads an address out of a request.
     *
     * @param field the field a refusal names
     * @throws Problem.Invalid on {@code field}
     */
    public static EmailAddress parse(String field, String text) {
        return switch (read(text)) {
            case Readable readable -> readable.address();
            case Unreadable unreadable ->
                throw new Problem.Invalid(field, unreadable.wrong(), "an address such as ana@example.org");
        };
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The address to show and to mail: the local part as written (NFC, no needless quotes), the domain's A-labels. */
    @JsonValue
    public String display() {
        return display;
    }

    /** The one normal form for uniqueness and suppression: {@link #display()} with the local part in lower case. */
    public String key() {
        return key;
    }

    /** The domain, in lower-case A-labels. */
    public String domain() {
        return domain;
    }

    /** Whether a mail server must offer SMTPUTF8 (RFC 6531) to take mail for it. */
    public boolean needsSmtpUtf8() {
        return display.chars().anyMatch(c -> c > 127);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress address && key.equals(address.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return display;
    }
}
