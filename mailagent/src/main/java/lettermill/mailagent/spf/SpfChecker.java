package lettermill.mailagent.spf;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import lettermill.mailagent.dns.Inquiry;
import lettermill.mailagent.mime.DomainNames;

/** check_host() of RFC 7208 section 4. Safe for use by several threads. */
public final class SpfChecker {
    private final Clock clock;
    private final String receiver;

    /** @param receiver this host's name, for the macro r; "unknown" if there is none to tell */
    public SpfChecker(Clock clock, String receiver) {
        this.clock = clock;
        this.receiver = receiver;
    }

    public SpfResult check(SpfSubject subject, Inquiry dns) {
        Optional<String> domain = asciiName(subject.domain());
        SpfEvaluation evaluation =
                new SpfEvaluation(subject, dns, receiver, clock.instant().getEpochSecond());
        return domain.map(evaluation::run)
                .orElseGet(() -> evaluation.ended(SpfVerdict.NONE, "\"" + subject.domain() + "\" is no domain name"));
    }

    /** A name of at least two labels that DNS can hold; empty otherwise (section 4.3). */
    static Optional<String> asciiName(String domain) {
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            name = DomainNames.toAscii(name);
        } catch (IllegalArgumentException noAsciiForm) {
            return Optional.empty();
        }
        String[] labels = name.split("\\.", -1);
        boolean valid = labels.length > 1
                && name.length() <= 253
                && Arrays.stream(labels).allMatch(label -> !label.isEmpty() && label.length() <= 63)
                && !name.startsWith("[");
        return valid ? Optional.of(name) : Optional.empty();
    }
}
