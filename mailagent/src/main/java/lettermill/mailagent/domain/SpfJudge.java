package lettermill.mailagent.domain;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import lettermill.mailagent.spf.SpfChecker;
import lettermill.mailagent.spf.SpfResult;
import lettermill.mailagent.spf.SpfSubject;
import lettermill.mailagent.spf.SpfVerdict;
import lettermill.wire.domain.RecordCheck;

/** Whether the Return-Path's domain lets our servers send: the record is evaluated as a receiver does (RFC 7208). */
final class SpfJudge {
    /** Reserved and nobody's (RFC 1112 section 4): a record that does not let it send is read to its end. */
    private static final InetAddress NOBODY = InetAddress.ofLiteral("240.0.0.1");

    private static final Pattern LAST_TERM = Pattern.compile("(?i)\\s+([-~?+]?all|redirect=\\S*)(?=\\s|$)");
    private static final Pattern NOBODY_MAY = Pattern.compile("(?i)v=spf1(\\s+[-~?]all)?\\s*");
    private static final int MANY_LOOKUPS = 8;

    private final SpfChecker checker;
    private final String host;
    private final List<Relay> relays;

    /** @param relays what mail leaves through, none where no provider is set up yet */
    SpfJudge(SpfChecker checker, String host, List<Relay> relays) {
        this.checker = checker;
        this.host = host;
        this.relays = relays;
    }

    /** The record for a domain that has none; mail servers of its own stand in for unknown ones. */
    static String wanted(List<Relay> relays) {
        List<String> terms = new ArrayList<>(relays.stream()
                .filter(relay -> !isLocal(relay))
                .map(Relay::term)
                .distinct()
                .toList());
        if (terms.isEmpty()) {
            terms.addAll(List.of("a", "mx"));
        }
        return "v=spf1 " + String.join(" ", terms) + " ~all";
    }

    RecordCheck judge(Examination examination) {
        Answer<String> texts = examination.dns().texts(host);
        if (texts instanceof Failed<String>(Answer.Failure why, String detail)) {
            return examination.unknown("TXT of " + host + ": " + detail);
        }
        List<String> records = texts.values().stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).matches("(?s)v=spf1( .*)?"))
                .toList();
        examination.found(records);
        if (records.isEmpty()) {
            return examination.missing(
                    host + " has no SPF record, a TXT record that begins with v=spf1.",
                    "Publish the record that is wanted.");
        }
        if (records.size() > 1) {
            return examination.wrong(
                    host + " has " + records.size() + " SPF records, which is an error to receivers.",
                    "Join them into one.");
        }
        return judge(examination, records.getFirst());
    }

    private RecordCheck judge(Examination examination, String record) {
        SpfResult whole = check(NOBODY, examination.dns());
        if (whole.verdict() == SpfVerdict.TEMPERROR) {
            return examination.unknown(whole.reason());
        }
        if (whole.verdict() == SpfVerdict.PERMERROR) {
            return examination.wrong("Receivers give up on the record: " + whole.reason() + ".", "Mend the record.");
        }
        if (whole.verdict() == SpfVerdict.PASS) {
            examination.warn("The record lets the whole Internet send.", "End it with ~all or -all.");
        }
        if (whole.lookups() >= MANY_LOOKUPS) {
            examination.warn(
                    "The record takes " + whole.lookups() + " lookups; above 10 it is an error.",
                    "Take out what sends no more.");
        }
        if (NOBODY_MAY.matcher(record).matches()) {
            examination.wantInstead(wanted(relays));
            return examination.wrong("The record lets nobody send.", "Publish the record that is wanted.");
        }
        return relays(examination, record, whole);
    }

    private RecordCheck relays(Examination examination, String record, SpfResult whole) {
        List<String> missing = new ArrayList<>();
        for (Relay relay : relays) {
            switch (allows(relay, whole, examination)) {
                case YES -> {}
                case NO -> missing.add(relay.term());
                case NOBODY_KNOWS -> {
                    return examination.unknown("the addresses of " + relay.host());
                }
            }
        }
        if (!missing.isEmpty()) {
            String terms = String.join(" ", missing);
            examination.wantInstead(with(record, terms));
            return examination.wrong(
                    "The record does not let the mail server of your provider send.", "Put " + terms + " into it.");
        }
        examination.wantInstead(record);
        return examination.ok(
                relays.isEmpty()
                        ? "The record can be used; there is no provider yet to look for in it."
                        : "The record lets your providers send.");
    }

    private enum Allowed {
        YES,
        NO,
        NOBODY_KNOWS
    }

    private Allowed allows(Relay relay, SpfResult whole, Examination examination) {
        if (whole.verdict() == SpfVerdict.PASS) {
            return Allowed.YES;
        }
        if (relay.vendorRecord().isPresent()) {
            boolean included = whole.records().stream()
                    .anyMatch(read ->
                            read.domain().equalsIgnoreCase(relay.vendorRecord().get()));
            return included ? Allowed.YES : Allowed.NO;
        }
        List<InetAddress> addresses = new ArrayList<>();
        if (relay.isAddress()) {
            addresses.add(InetAddress.ofLiteral(relay.literal()));
        } else {
            for (Family family : Family.values()) {
                Answer<InetAddress> answer = examination.dns().addresses(relay.host(), family);
                if (answer instanceof Failed) {
                    return Allowed.NOBODY_KNOWS;
                }
                addresses.addAll(answer.values());
            }
        }
        return allows(relay, addresses, examination);
    }

    private Allowed allows(Relay relay, List<InetAddress> addresses, Examination examination) {
        if (isLocal(relay) || addresses.stream().anyMatch(SpfJudge::isLocal)) {
            examination.note("Mail leaves through " + relay.host()
                    + ", which has no public address: the record has to name the one it sends from.");
            return Allowed.YES;
        }
        if (addresses.isEmpty()) {
            examination.warn("The mail server " + relay.host() + " has no address in DNS.", "Look at the provider.");
            return Allowed.YES;
        }
        for (InetAddress address : addresses) {
            SpfVerdict verdict = check(address, examination.dns()).verdict();
            if (verdict == SpfVerdict.TEMPERROR) {
                return Allowed.NOBODY_KNOWS;
            }
            if (verdict != SpfVerdict.PASS) {
                return Allowed.NO;
            }
        }
        return Allowed.YES;
    }

    private SpfResult check(InetAddress address, Inquiry dns) {
        return checker.check(new SpfSubject(address, "postmaster@" + host, host), dns);
    }

    private static boolean isLocal(Relay relay) {
        return relay.host().equals("localhost")
                || (relay.isAddress() && isLocal(InetAddress.ofLiteral(relay.literal())));
    }

    /** Loopback, private (RFC 1918, RFC 4193) and link-local: receivers never see these. */
    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC);
    }

    /** Before the term that ends the reading. */
    private static String with(String record, String terms) {
        Matcher last = LAST_TERM.matcher(record);
        int at = last.find() ? last.start() : record.length();
        return record.substring(0, at) + " " + terms + record.substring(at);
    }
}
