package lettermill.sender;

import java.net.IDN;
import java.util.Locale;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The name of a sending domain, checked.
 *
 * @param name subdomain and domain joined, an A-label in lower case
 */
record Host(String domain, @Nullable String subdomain, String name) {

    /** @throws Problem.Invalid when no mail address could be on it */
    static Host of(@Nullable String domain, @Nullable String subdomain) {
        if (domain == null || domain.isBlank()) {
            throw new Problem.Invalid("domain", "is missing", "a domain such as example.org");
        }
        String base = domain.strip();
        String under = subdomain == null || subdomain.isBlank() ? null : subdomain.strip();
        String whole = under == null ? base : under + "." + base;
        // The address parser knows what a mail domain is; any local part will do.
        if (!(EmailAddress.read("postmaster@" + whole) instanceof EmailAddress.Readable(EmailAddress address))) {
            throw new Problem.Invalid("domain", whole + " is no mail domain", "a domain such as example.org");
        }
        String suffix = IDN.toASCII(base).toLowerCase(Locale.ROOT);
        return new Host(suffix, under, address.domain());
    }
}
