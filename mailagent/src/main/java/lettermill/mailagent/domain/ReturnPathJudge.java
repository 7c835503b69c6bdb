package lettermill.mailagent.domain;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import lettermill.mailagent.dns.MailExchanger;
import lettermill.wire.domain.RecordCheck;

/** Whether bounces find their way back: receivers refuse mail whose Return-Path leads nowhere (RFC 5321 section 5.1). */
final class ReturnPathJudge {
    private ReturnPathJudge() {}

    /** @param mailServer where bounces should go; empty where nobody has told it */
    static RecordCheck judge(Examination examination, String host, String mailServer) {
        Inquiry dns = examination.dns();
        Answer<MailExchanger> answer = dns.mailExchangers(host);
        if (answer instanceof Failed<MailExchanger>(Answer.Failure why, String detail)) {
            return examination.unknown("MX of " + host + ": " + detail);
        }
        List<MailExchanger> exchangers = answer.values().stream()
                .sorted(Comparator.comparingInt(MailExchanger::preference))
                .toList();
        examination.found(exchangers.stream()
                .map(each -> each.preference() + " " + each.host())
                .toList());
        if (exchangers.isEmpty()) {
            return withoutExchanger(examination, host);
        }
        if (exchangers.stream().anyMatch(each -> each.host().isEmpty())) {
            return examination.wrong(
                    "The MX record \".\" says that " + host + " takes no mail at all (RFC 7505), so bounces are lost.",
                    "Publish an MX record with a server that takes mail for the domain.");
        }
        if (!mailServer.isEmpty()
                && exchangers.stream().noneMatch(each -> each.host().equalsIgnoreCase(mailServer))) {
            examination.warn(
                    "Bounces go to " + exchangers.getFirst().host() + ", not to " + mailServer + ".",
                    "Publish the MX record above, unless that server passes them on.");
        }
        boolean unknown = false;
        for (MailExchanger exchanger : exchangers) {
            switch (reached(dns, exchanger.host())) {
                case YES -> {
                    return examination.ok("Bounces go to " + exchanger.host() + ".");
                }
                case NO -> examination.warn("The mail exchanger " + exchanger.host() + " has no address.", "Mend it.");
                case NOBODY_KNOWS -> unknown = true;
            }
        }
        return unknown
                ? examination.unknown("the addresses of its mail exchangers")
                : examination.wrong("No mail exchanger of " + host + " has an address.", "Publish one that has.");
    }

    private enum Reached {
        YES,
        NO,
        NOBODY_KNOWS
    }

    private static RecordCheck withoutExchanger(Examination examination, String host) {
        return switch (reached(examination.dns(), host)) {
            case YES -> {
                examination.warn(
                        "There is no MX record; bounces go to the address of " + host + " itself.",
                        "Publish an MX record unless a mail server listens there.");
                yield examination.ok("Bounces go to " + host + ".");
            }
            case NO ->
                examination.missing(
                        host + " has neither an MX record nor an address, so bounces are lost and receivers may refuse"
                                + " mail from it.",
                        "Publish an MX record with a server that takes mail for the domain.");
            case NOBODY_KNOWS -> examination.unknown("the addresses of " + host);
        };
    }

    private static Reached reached(Inquiry dns, String host) {
        Answer<InetAddress> four = dns.addresses(host, Family.IP4);
        if (!four.values().isEmpty()) {
            return Reached.YES;
        }
        Answer<InetAddress> six = dns.addresses(host, Family.IP6);
        if (!six.values().isEmpty()) {
            return Reached.YES;
        }
        return four instanceof Failed || six instanceof Failed ? Reached.NOBODY_KNOWS : Reached.NO;
    }
}
