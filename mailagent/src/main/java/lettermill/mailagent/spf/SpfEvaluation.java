package lettermill.mailagent.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import lettermill.mailagent.dns.MailExchanger;
import lettermill.mailagent.spf.Mechanism.Lengths;
import org.jspecify.annotations.Nullable;

/** One run of check_host() with its counts. */
final class SpfEvaluation {
    private final SpfSubject subject;
    private final Inquiry dns;
    private final String receiver;
    private final long epochSecond;
    private final Limits limits = new Limits();
    private final ValidatedNames names;
    private final List<SpfResult.Read> records = new ArrayList<>();

    /**
     * What a domain's record says.
     *
     * @param record the one whose exp= counts; null if there is none
     */
    private record Said(
            SpfVerdict verdict,
            String reason,
            String domain,
            @Nullable SpfRecord record) {}

    SpfEvaluation(SpfSubject subject, Inquiry dns, String receiver, long epochSecond) {
        this.subject = subject;
        this.dns = dns;
        this.receiver = receiver;
        this.epochSecond = epochSecond;
        this.names = new ValidatedNames(subject.address(), dns, limits);
    }

    SpfResult run(String domain) {
        try {
            Said said = evaluate(domain);
            String explanation = said.verdict() == SpfVerdict.FAIL && said.record() != null
                    ? explanation(said.domain(), said.record().explanation())
                    : null;
            return new SpfResult(
                    said.verdict(), said.reason(), explanation, records, limits.terms(), limits.voidLookups());
        } catch (SpfStop stop) {
            return ended(stop.verdict(), stop.reason());
        }
    }

    SpfResult ended(SpfVerdict verdict, String reason) {
        return new SpfResult(verdict, reason, null, records, limits.terms(), limits.voidLookups());
    }

    private Said evaluate(String domain) throws SpfStop {
        String text = find(domain);
        if (text == null) {
            return new Said(SpfVerdict.NONE, domain + " has no SPF record", domain, null);
        }
        records.add(new SpfResult.Read(domain, text));
        SpfRecord record;
        try {
            record = SpfRecord.parse(text);
        } catch (SpfSyntaxException wrong) {
            throw new SpfStop(SpfVerdict.PERMERROR, "the SPF record of " + domain + ": " + wrong.getMessage());
        }
        for (Directive directive : record.directives()) {
            if (matches(directive, domain)) {
                String reason = "\"" + directive.text() + "\" in the record of " + domain + " matches";
                return new Said(directive.verdict(), reason, domain, record);
            }
        }
        if (record.redirect() != null) {
            return redirect(domain, record.redirect());
        }
        return new Said(SpfVerdict.NEUTRAL, "nothing in the record of " + domain + " matches", domain, record);
    }

    private @Nullable String find(String domain) throws SpfStop {
        if (SpfChecker.asciiName(domain).isEmpty()) {
            return null;
        }
        Answer<String> texts = dns.texts(domain);
        if (texts instanceof Failed<String>(Answer.Failure why, String detail)) {
            throw new SpfStop(SpfVerdict.TEMPERROR, "TXT of " + domain + ": " + detail);
        }
        List<String> found = texts.values().stream().filter(SpfRecord::isOne).toList();
        if (found.size() > 1) {
            found.forEach(text -> records.add(new SpfResult.Read(domain, text)));
            throw new SpfStop(SpfVerdict.PERMERROR, domain + " has " + found.size() + " SPF records; one is allowed");
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private Said redirect(String domain, MacroString redirect) throws SpfStop {
        String target = redirect.expandName(macros(domain));
        limits.term("redirect=" + target);
        Said said = evaluate(target);
        if (said.verdict() == SpfVerdict.NONE) {
            throw new SpfStop(SpfVerdict.PERMERROR, domain + " redirects to " + target + ", which has no SPF record");
        }
        return said;
    }

    private boolean matches(Directive directive, String domain) throws SpfStop {
        return switch (directive.mechanism()) {
            case Mechanism.All all -> true;
            case Mechanism.Ip(InetAddress network, int length) ->
                AddressRange.contains(network, length, subject.address());
            case Mechanism.Include(MacroString target) -> include(directive, target.expandName(macros(domain)));
            case Mechanism.Exists(MacroString target) -> exists(directive, target.expandName(macros(domain)));
            case Mechanism.A(MacroString target, Lengths lengths) -> {
                String name = name(target, domain);
                limits.term(directive.text());
                yield anyAddress(name, lengths);
            }
            case Mechanism.Mx(MacroString target, Lengths lengths) -> {
                String name = name(target, domain);
                limits.term(directive.text());
                yield anyExchanger(name, lengths);
            }
            case Mechanism.Ptr(MacroString target) -> {
                String name = name(target, domain);
                limits.term(directive.text());
                yield names.anyWithin(name.toLowerCase(Locale.ROOT));
            }
        };
    }

    private String name(@Nullable MacroString target, String domain) throws SpfStop {
        return target == null ? domain : target.expandName(macros(domain));
    }

    private boolean include(Directive directive, String target) throws SpfStop {
        limits.term(directive.text());
        return switch (evaluate(target).verdict()) {
            case PASS -> true;
            case NONE ->
                throw new SpfStop(
                        SpfVerdict.PERMERROR, "\"" + directive.text() + "\": " + target + " has no SPF record");
            default -> false;
        };
    }

    private boolean exists(Directive directive, String target) throws SpfStop {
        limits.term(directive.text());
        return !limits.required(dns.addresses(target, Family.IP4), "A of " + target)
                .values()
                .isEmpty();
    }

    private boolean anyAddress(String name, Lengths lengths) throws SpfStop {
        return limits.required(dns.addresses(name, subject.family()), "the addresses of " + name).values().stream()
                .anyMatch(address -> AddressRange.contains(
                        address, address.getAddress().length == 4 ? lengths.ip4() : lengths.ip6(), subject.address()));
    }

    private boolean anyExchanger(String name, Lengths lengths) throws SpfStop {
        List<MailExchanger> exchangers =
                limits.required(dns.mailExchangers(name), "MX of " + name).values();
        if (exchangers.size() > Limits.NAMES) {
            throw new SpfStop(SpfVerdict.PERMERROR, name + " has more than " + Limits.NAMES + " mail exchangers");
        }
        for (MailExchanger exchanger : exchangers) {
            if (!exchanger.host().isEmpty() && anyAddress(exchanger.host(), lengths)) {
                return true;
            }
        }
        return false;
    }

    private Macros macros(String domain) {
        return new Macros(subject, domain, names, receiver, epochSecond);
    }

    /** Section 6.2: whatever is wrong with the explanation, the verdict stands without it. */
    private @Nullable String explanation(String domain, @Nullable MacroString target) {
        if (target == null) {
            return null;
        }
        try {
            List<String> texts = dns.texts(target.expandName(macros(domain))).values();
            return texts.size() == 1
                    ? MacroString.parse(texts.getFirst(), MacroString.Use.EXPLANATION)
                            .expand(macros(domain))
                    : null;
        } catch (SpfSyntaxException | SpfStop unusable) {
            return null;
        }
    }
}
