package lettermill.lab.dns;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Records of names, and the bad manners of some of them. */
public final class Zone {
    private static final int STRING = 255;

    /** How a name answers questions it has no record for. */
    public enum Manner {
        SILENT,
        FAILING,
        /** Answers with a record of another name. */
        LYING,
        /** Answers with another message's id. */
        FORGED
    }

    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<Name, Manner> manners = new ConcurrentHashMap<>();
    private volatile int timeToLive = 60;
    private volatile @Nullable SOARecord authority;

    /** How long, in seconds, records that are added from now on may be kept. */
    public Zone timeToLive(int seconds) {
        timeToLive = seconds;
        return this;
    }

    /** Has a "no" carry the zone's SOA record, so that it may be kept (RFC 2308), for some seconds. */
    public Zone authority(String name, int seconds) {
        authority = new SOARecord(
                name(name),
                DClass.IN,
                seconds,
                name("ns." + name),
                name("admin." + name),
                1,
                3600,
                600,
                86_400,
                seconds);
        return this;
    }

    public Zone text(String name, String... strings) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (String string : strings) {
            byte[] octets = string.getBytes(StandardCharsets.ISO_8859_1);
            for (int from = 0; from == 0 || from < octets.length; from += STRING) {
                int length = Math.min(STRING, octets.length - from);
                data.write(length);
                data.write(octets, from, length);
            }
        }
        Record template = Record.newRecord(name(name), Type.TXT, DClass.IN, 0);
        return add(
                (TXTRecord) Record.newRecord(template.getName(), Type.TXT, DClass.IN, timeToLive, data.toByteArray()));
    }

    public Zone address(String name, String address) {
        int family = address.contains(":") ? Address.IPv6 : Address.IPv4;
        byte[] octets = Address.toByteArray(address, family);
        try {
            InetAddress value = InetAddress.getByAddress(octets);
            return add(
                    family == Address.IPv6
                            ? new AAAARecord(name(name), DClass.IN, timeToLive, value)
                            : new ARecord(name(name), DClass.IN, timeToLive, value));
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    public Zone exchanger(String name, int preference, String host) {
        return add(new MXRecord(name(name), DClass.IN, timeToLive, preference, name(host)));
    }

    public Zone pointer(String name, String target) {
        return add(new PTRRecord(name(name), DClass.IN, timeToLive, name(target)));
    }

    public Zone alias(String name, String target) {
        return add(new CNAMERecord(name(name), DClass.IN, timeToLive, name(target)));
    }

    public Zone manner(String name, Manner manner) {
        manners.put(name(name), manner);
        return this;
    }

    /** Forgets everything of a name. */
    public Zone remove(String name) {
        records.remove(name(name));
        manners.remove(name(name));
        return this;
    }

    private Zone add(Record record) {
        records.computeIfAbsent(record.getName(), any -> new CopyOnWriteArrayList<>())
                .add(record);
        return this;
    }

    /** A label may hold any character, as the macros of SPF do. */
    private static Name name(String text) {
        try {
            return text.isEmpty() ? Name.root : Name.fromString(text.replaceAll("[\\\\\"();@$]", "\\\\$0"), Name.root);
        } catch (TextParseException impossible) {
            throw new IllegalArgumentException(text + " is no name", impossible);
        }
    }

    /** The TXT records of a name itself, their strings joined. */
    public List<String> texts(String name) {
        return records.getOrDefault(name(name), List.of()).stream()
                .filter(TXTRecord.class::isInstance)
                .map(record -> ((TXTRecord) record)
                        .getStringsAsByteArrays().stream()
                                .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                                .collect(Collectors.joining()))
                .toList();
    }

    List<Message> replies(Message query) {
        Name name = query.getQuestion().getName();
        int type = query.getQuestion().getType();
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.AA);
        reply.getHeader().setFlag(Flags.RA);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        answers(name, type).forEach(record -> reply.addRecord(record, Section.ANSWER));
        Manner manner = manners.get(name);
        if (manner == null || !reply.getSection(Section.ANSWER).isEmpty()) {
            if (reply.getSection(Section.ANSWER).isEmpty() && !exists(name)) {
                reply.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            SOARecord start = authority;
            if (start != null && reply.getSection(Section.ANSWER).isEmpty()) {
                reply.addRecord(start, Section.AUTHORITY);
            }
            return List.of(reply);
        }
        switch (manner) {
            case SILENT -> {
                return List.of();
            }
            case FAILING -> reply.getHeader().setRcode(Rcode.SERVFAIL);
            case LYING ->
                reply.addRecord(
                        new TXTRecord(name("liar.example"), DClass.IN, timeToLive, "v=spf1 +all"), Section.ANSWER);
            case FORGED -> reply.getHeader().setID((query.getHeader().getID() + 1) & 0xFFFF);
        }
        return List.of(reply);
    }

    /** The records, behind the aliases that lead to them. */
    private List<Record> answers(Name start, int type) {
        List<Record> answers = new ArrayList<>();
        Set<Name> seen = new HashSet<>();
        Name name = start;
        while (seen.add(name)) {
            List<Record> here = records.getOrDefault(name, List.of());
            List<Record> wanted =
                    here.stream().filter(record -> record.getType() == type).toList();
            answers.addAll(wanted);
            List<Record> alias = here.stream()
                    .filter(record -> record.getType() == Type.CNAME)
                    .toList();
            if (!wanted.isEmpty() || alias.isEmpty()) {
                break;
            }
            answers.addAll(alias);
            name = ((CNAMERecord) alias.getFirst()).getTarget();
        }
        return answers;
    }

    private boolean exists(Name name) {
        return manners.containsKey(name)
                || records.keySet().stream().anyMatch(held -> held.equals(name) || held.subdomain(name));
    }
}
