package lettermill.mailagent.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import org.jspecify.annotations.Nullable;

/** The names of the client's address that point back to it (RFC 7208 section 5.5); asked for once, when first needed. */
final class ValidatedNames implements Macros.Names {
    private final InetAddress address;
    private final Inquiry dns;
    private final Limits limits;
    private @Nullable List<String> names;

    ValidatedNames(InetAddress address, Inquiry dns, Limits limits) {
        this.address = address;
        this.dns = dns;
        this.limits = limits;
    }

    /** @param domain in lower case */
    boolean anyWithin(String domain) throws SpfStop {
        return names().stream().anyMatch(name -> within(name, domain));
    }

    /** Section 7.3: the domain itself, else a name below it, else any, else "unknown". */
    @Override
    public String best(String domain) throws SpfStop {
        String wanted = domain.toLowerCase(Locale.ROOT);
        List<String> all = names();
        Optional<String> below =
                all.stream().filter(name -> within(name, wanted)).findFirst();
        return all.contains(wanted) ? wanted : below.orElse(all.isEmpty() ? "unknown" : all.getFirst());
    }

    private static boolean within(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    private List<String> names() throws SpfStop {
        if (names == null) {
            List<String> valid = new ArrayList<>();
            List<String> claimed = limits.counted(dns.names(address), "the names of the address")
                    .values();
            for (String name : claimed.subList(0, Math.min(claimed.size(), Limits.NAMES))) {
                List<InetAddress> back = limits.counted(
                                dns.addresses(name, Family.of(address)), "the addresses of " + name)
                        .values();
                if (back.contains(address)) {
                    valid.add(name.toLowerCase(Locale.ROOT));
                }
            }
            names = valid;
        }
        return names;
    }
}
