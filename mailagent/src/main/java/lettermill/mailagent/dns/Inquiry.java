package lettermill.mailagent.dns;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.mailagent.dns.Answer.Absence;
import lettermill.mailagent.dns.Answer.Absent;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Answer.Failure;
import lettermill.mailagent.dns.Answer.Found;
import lettermill.mailagent.dns.DnsClient.Exchange;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * The questions of one check: each is asked once, all before one deadline, and kept as evidence. For one thread.
 */
public final class Inquiry {
    private static final int MOST_ALIASES = 12;

    private record Question(Name name, int type) {}

    private final DnsClient client;
    private final long deadline;
    private final Map<Question, Answer<Record>> known = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    Inquiry(DnsClient client, long deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    /** Texts, the strings of a record joined without a separator; a character is an octet (ISO 8859-1). */
    public Answer<String> texts(String name) {
        return ask(
                name,
                Type.TXT,
                record -> ((TXTRecord) record)
                        .getStringsAsByteArrays().stream()
                                .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                                .collect(Collectors.joining()));
    }

    public Answer<InetAddress> addresses(String name, Family family) {
        return family == Family.IP4
                ? ask(name, Type.A, record -> ((ARecord) record).getAddress())
                : ask(name, Type.AAAA, record -> ((AAAARecord) record).getAddress());
    }

    /** Without a final dot, in no order. */
    public Answer<MailExchanger> mailExchangers(String name) {
        return ask(
                name,
                Type.MX,
                record -> new MailExchanger(
                        ((MXRecord) record).getPriority(), DnsNames.text(((MXRecord) record).getTarget())));
    }

    /** The names that the reverse zone has for an address. */
    public Answer<String> names(InetAddress address) {
        return ask(DnsNames.reverseName(address), Type.PTR, record -> DnsNames.text(((PTRRecord) record).getTarget()));
    }

    /** What the name itself is an alias of, not followed further. */
    public Answer<String> alias(String name) {
        return ask(name, Type.CNAME, record -> DnsNames.text(((CNAMERecord) record).getTarget()));
    }

    /** Everything asked so far, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private <T> Answer<T> ask(String name, int type, Function<Record, T> value) {
        Optional<Name> valid = DnsNames.parse(name);
        if (valid.isEmpty()) {
            return new Absent<>(Absence.NO_SUCH_NAME);
        }
        Question question = new Question(valid.get(), type);
        Answer<Record> answer = known.get(question);
        if (answer == null) {
            answer = resolve(question);
            known.put(question, answer);
            asked.add(new Asked(name, Type.string(type), describe(answer)));
        }
        return switch (answer) {
            case Found<Record>(List<Record> records, List<String> aliases) ->
                new Found<>(records.stream().map(value).toList(), aliases);
            case Absent<Record>(Absence why) -> new Absent<>(why);
            case Failed<Record>(Failure why, String detail) -> new Failed<>(why, detail);
        };
    }

    /** Follows aliases: first through the answer at hand, then by further questions. */
    private Answer<Record> resolve(Question question) {
        Name current = question.name();
        Set<Name> seen = new HashSet<>(Set.of(current));
        List<String> aliases = new ArrayList<>();
        while (true) {
            Exchange exchange = client.exchange(current, question.type(), deadline);
            if (exchange instanceof Exchange.Unanswered(Failure why, String detail)) {
                return new Failed<>(why, detail);
            }
            Message message = ((Exchange.Replied) exchange).message();
            Name start = current;
            while (true) {
                List<Record> records = records(message, current, question.type());
                if (!records.isEmpty()) {
                    return new Found<>(records, aliases);
                }
                List<Record> alias = records(message, current, Type.CNAME);
                if (alias.isEmpty()) {
                    break;
                }
                current = ((CNAMERecord) alias.getFirst()).getTarget();
                aliases.add(DnsNames.text(current));
                if (!seen.add(current) || aliases.size() > MOST_ALIASES) {
                    return new Failed<>(Failure.ALIAS_LOOP, "aliases without end: " + String.join(" -> ", aliases));
                }
            }
            if (message.getRcode() == Rcode.NXDOMAIN) {
                return new Absent<>(Absence.NO_SUCH_NAME);
            }
            if (current.equals(start)) {
                return new Absent<>(Absence.NO_SUCH_RECORD);
            }
        }
    }

    /** Records of other names are not taken, whatever the server puts in. */
    private static List<Record> records(Message message, Name name, int type) {
        return message.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type && record.getName().equals(name))
                .toList();
    }

    private static String describe(Answer<Record> answer) {
        return switch (answer) {
            case Found<Record>(List<Record> records, List<String> aliases) ->
                aliases.stream().map(alias -> "CNAME " + alias + "\n").collect(Collectors.joining())
                        + records.stream().map(Record::rdataToString).collect(Collectors.joining("\n"));
            case Absent<Record>(Absence why) ->
                why == Absence.NO_SUCH_NAME ? "there is no such name" : "the name has no such record";
            case Failed<Record>(Failure why, String detail) -> detail;
        };
    }
}
