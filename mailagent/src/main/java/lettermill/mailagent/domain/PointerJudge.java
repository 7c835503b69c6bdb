package lettermill.mailagent.domain;

import java.net.InetAddress;
import java.util.List;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Family;
import lettermill.wire.domain.RecordCheck;

/**
 * Whether an address has the name by which it greets, and the name leads back to it. Mailbox providers ask for both of whoever sends to
 * them (support.google.com/a/answer/81126; senders.yahooinc.com/best-practices).
 */
final class PointerJudge {
    private PointerJudge() {}

    static RecordCheck judge(Examination examination, InetAddress address) {
        String name = examination.wanted().value();
        String digits = address.getHostAddress();
        Answer<String> pointer = examination.dns().names(address);
        if (pointer instanceof Failed<String>(Answer.Failure why, String detail)) {
            return examination.unknown("PTR of " + digits + ": " + detail);
        }
        List<String> names = pointer.values();
        examination.found(names);
        if (names.isEmpty()) {
            return examination.missing(
                    digits + " has no PTR record, so receivers do not know whose it is.",
                    "Have whoever gave you the address publish " + name + " for it.");
        }
        if (names.stream().noneMatch(name::equalsIgnoreCase)) {
            return examination.wrong(
                    digits + " is named " + String.join(", ", names) + ", but greets as " + name + ".",
                    "Have its PTR record say " + name + ", or greet by the name it has.");
        }
        if (names.size() > 1) {
            examination.warn(digits + " has " + names.size() + " names; some receivers look at one only.", "Keep one.");
        }
        Answer<InetAddress> forward = examination.dns().addresses(name, Family.of(address));
        if (forward instanceof Failed<InetAddress>(Answer.Failure why, String detail)) {
            return examination.unknown("addresses of " + name + ": " + detail);
        }
        return forward.values().contains(address)
                ? examination.ok(digits + " is " + name + ", and the other way round.")
                : examination.wrong(
                        name + " does not lead back to " + digits + ".",
                        "Publish an " + (Family.of(address) == Family.IP4 ? "A" : "AAAA") + " record of " + name
                                + " with " + digits + ".");
    }
}
