package lettermill.mailagent.spf;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.mailagent.spf.MacroString.Use;
import lettermill.mailagent.spf.Mechanism.Lengths;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Address;

/** The grammar of RFC 7208 section 12. One parser reads one record. */
final class SpfParser {
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)=(.*)", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern DUAL_LENGTH =
            Pattern.compile("(?:/(?<four>0|[1-9][0-9]?))?(?://(?<six>0|[1-9][0-9]{0,2}))?\\z");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final List<Directive> directives = new ArrayList<>();
    private @Nullable MacroString redirect;
    private @Nullable MacroString explanation;

    /** @param terms everything after the version */
    SpfRecord parse(String terms) throws SpfSyntaxException {
        for (String term : terms.split(" ")) {
            if (!term.isEmpty()) {
                Matcher modifier = MODIFIER.matcher(term);
                if (modifier.matches()) {
                    modifier(modifier.group(1).toLowerCase(Locale.ROOT), modifier.group(2));
                } else {
                    directives.add(directive(term));
                }
            }
        }
        return new SpfRecord(List.copyOf(directives), redirect, explanation);
    }

    private void modifier(String name, String value) throws SpfSyntaxException {
        switch (name) {
            case "redirect" -> {
                once(redirect, name);
                redirect = MacroString.domain(value);
            }
            case "exp" -> {
                once(explanation, name);
                explanation = MacroString.domain(value);
            }
            default -> MacroString.parse(value, Use.DOMAIN);
        }
    }

    private static void once(@Nullable MacroString before, String name) throws SpfSyntaxException {
        if (before != null) {
            throw new SpfSyntaxException(name + "= stands there twice");
        }
    }

    private static Directive directive(String term) throws SpfSyntaxException {
        SpfVerdict verdict = switch (term.charAt(0)) {
            case '-' -> SpfVerdict.FAIL;
            case '~' -> SpfVerdict.SOFTFAIL;
            case '?' -> SpfVerdict.NEUTRAL;
            default -> SpfVerdict.PASS;
        };
        String text = "+-~?".indexOf(term.charAt(0)) >= 0 ? term.substring(1) : term;
        int end = 0;
        while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != '/') {
            end++;
        }
        String name = text.substring(0, end).toLowerCase(Locale.ROOT);
        return new Directive(verdict, mechanism(term, name, text.substring(end)), term);
    }

    /** @param rest what follows the name, with its ":" or "/" */
    private static Mechanism mechanism(String term, String name, String rest) throws SpfSyntaxException {
        return switch (name) {
            case "all" -> {
                require(rest.isEmpty(), term, "\"all\" takes nothing");
                yield new Mechanism.All();
            }
            case "include" -> new Mechanism.Include(target(term, rest));
            case "exists" -> new Mechanism.Exists(target(term, rest));
            case "ptr" -> new Mechanism.Ptr(rest.isEmpty() ? null : target(term, rest));
            case "a" -> new Mechanism.A(optionalTarget(term, rest), lengths(term, rest));
            case "mx" -> new Mechanism.Mx(optionalTarget(term, rest), lengths(term, rest));
            case "ip4" -> ip4(term, rest);
            case "ip6" -> ip6(term, rest);
            default -> throw new SpfSyntaxException("\"" + term + "\" is no mechanism of SPF");
        };
    }

    private static MacroString target(String term, String rest) throws SpfSyntaxException {
        require(rest.startsWith(":"), term, "it needs \":\" and a domain");
        return MacroString.domain(rest.substring(1));
    }

    private static @Nullable MacroString optionalTarget(String term, String rest) throws SpfSyntaxException {
        String target = rest.substring(0, lengthsStart(rest));
        return target.isEmpty() ? null : target(term, target);
    }

    private static int lengthsStart(String rest) {
        Matcher lengths = DUAL_LENGTH.matcher(rest);
        return lengths.find() ? lengths.start() : rest.length();
    }

    private static Lengths lengths(String term, String rest) throws SpfSyntaxException {
        Matcher lengths = DUAL_LENGTH.matcher(rest.substring(lengthsStart(rest)));
        require(lengths.matches(), term, "its prefix length is malformed");
        String four = lengths.group("four");
        String six = lengths.group("six");
        return new Lengths(
                four == null ? Lengths.WHOLE.ip4() : length(term, four, 32),
                six == null ? Lengths.WHOLE.ip6() : length(term, six, 128));
    }

    private static int length(String term, String digits, int most) throws SpfSyntaxException {
        require(LENGTH.matcher(digits).matches(), term, "its prefix length is malformed");
        int length = Integer.parseInt(digits);
        require(length <= most, term, "its prefix is longer than " + most);
        return length;
    }

    private static Mechanism ip4(String term, String rest) throws SpfSyntaxException {
        require(rest.startsWith(":"), term, "it needs \":\" and an address");
        String[] parts = rest.substring(1).split("/", 2);
        String[] octets = parts[0].split("\\.", -1);
        byte[] address = new byte[4];
        require(octets.length == 4, term, "its address is malformed");
        for (int i = 0; i < 4; i++) {
            require(OCTET.matcher(octets[i]).matches(), term, "its address is malformed");
            int octet = Integer.parseInt(octets[i]);
            require(octet <= 255, term, "its address is malformed");
            address[i] = (byte) octet;
        }
        return new Mechanism.Ip(inet(address), parts.length == 1 ? 32 : length(term, parts[1], 32));
    }

    private static Mechanism ip6(String term, String rest) throws SpfSyntaxException {
        require(rest.startsWith(":"), term, "it needs \":\" and an address");
        String[] parts = rest.substring(1).split("/", 2);
        byte[] address = Address.toByteArray(parts[0], Address.IPv6);
        if (address == null) {
            throw new SpfSyntaxException("\"" + term + "\": its address is malformed");
        }
        return new Mechanism.Ip(inet(address), parts.length == 1 ? 128 : length(term, parts[1], 128));
    }

    private static InetAddress inet(byte[] octets) {
        try {
            // Through Inet6Address, since InetAddress takes ::ffff:1.2.3.4 for an IPv4 address.
            return octets.length == 4 ? InetAddress.getByAddress(octets) : Inet6Address.getByAddress(null, octets, -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static void require(boolean right, String term, String why) throws SpfSyntaxException {
        if (!right) {
            throw new SpfSyntaxException("\"" + term + "\": " + why);
        }
    }
}
