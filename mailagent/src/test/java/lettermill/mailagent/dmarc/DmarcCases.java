package lettermill.mailagent.dmarc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lettermill.lab.dns.Zone;
import lettermill.mailagent.dns.Inquiry;
import lettermill.mailagent.dns.LoopbackDns;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs collected DMARC cases: {@code DmarcCases FOLDER}, a folder with rfc9989-mailauth.jsonl and psl_tests.txt. Zones are served
 * by a DNS server on loopback.
 */
public final class DmarcCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private int passed;
    private int failed;

    private DmarcCases() {}

    /** Prints what failed and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        DmarcCases cases = new DmarcCases();
        Path folder = Path.of(arguments[0]);
        try (LoopbackDns server = new LoopbackDns()) {
            for (String line : Files.readAllLines(folder.resolve("rfc9989-mailauth.jsonl"))) {
                cases.run(server, JSON.readTree(line));
            }
        }
        for (String line : Files.readAllLines(folder.resolve("psl_tests.txt"))) {
            if (!line.startsWith("//") && !line.isBlank()) {
                String[] parts = line.split(" ");
                Optional<String> wanted = parts[1].equals("null") ? Optional.empty() : Optional.of(parts[1]);
                Optional<String> got = PublicSuffixes.registrable(parts[0]);
                cases.count(wanted.equals(got), line + ", got " + got);
            }
        }
        System.out.println(cases.passed + " passed, " + cases.failed + " failed");
        System.exit(cases.failed == 0 ? 0 : 1);
    }

    private void run(LoopbackDns server, JsonNode test) {
        Zone zone = new Zone();
        test.get("zone").propertyStream().forEach(name -> fill(zone, name.getKey(), name.getValue()));
        server.serve(zone);
        Inquiry dns = server.inquire();
        String from = test.get("header_from").asString();
        DmarcResult result = DmarcChecker.check(
                from.substring(from.lastIndexOf('@') + 1),
                list(test.get("spf_domains")),
                list(test.get("dkim_domains")),
                dns);
        JsonNode expect = test.get("expect");
        boolean right = same(expect.get("result"), result.verdict().name())
                && same(
                        expect.get("policy"),
                        result.policy() == null ? null : result.policy().name())
                && same(expect.get("record_domain"), result.recordDomain())
                && contains(result, expect.get("record_contains"))
                && strictness(result, expect.get("alignment"))
                && questions(dns, expect.get("dns_queries"));
        count(right, test.get("id").asString() + ": wanted " + expect + ", got " + result + " by " + dns.asked());
    }

    private static void fill(Zone zone, String name, JsonNode types) {
        types.propertyStream()
                .forEach(type -> type.getValue().valueStream().forEach(value -> {
                    switch (type.getKey()) {
                        case "TXT" ->
                            zone.text(
                                    name,
                                    value.valueStream().map(JsonNode::asString).toArray(String[]::new));
                        case "A", "AAAA" -> zone.address(name, value.asString());
                        case "MX" ->
                            zone.exchanger(
                                    name,
                                    value.get("priority").asInt(),
                                    value.get("exchange").asString());
                        default ->
                            throw new IllegalArgumentException("the cases have records of type " + type.getKey());
                    }
                }));
    }

    private static boolean same(@Nullable JsonNode wanted, @Nullable String got) {
        return wanted == null
                || (wanted.isNull() ? got == null : wanted.asString().equalsIgnoreCase(got));
    }

    private static boolean contains(DmarcResult result, @Nullable JsonNode part) {
        return part == null
                || (result.record() != null && result.record().text().contains(part.asString()));
    }

    /** The names asked for, in order, or only their number. */
    private static boolean questions(Inquiry dns, @Nullable JsonNode wanted) {
        List<String> names = dns.asked().stream()
                .filter(asked -> asked.type().equals("TXT"))
                .map(asked -> asked.name().toLowerCase(Locale.ROOT))
                .toList();
        return wanted == null || (wanted.isArray() ? list(wanted).equals(names) : wanted.asInt() == names.size());
    }

    private static boolean strictness(DmarcResult result, @Nullable JsonNode wanted) {
        return wanted == null
                || wanted.valueStream().allMatch(each -> {
                    DmarcRecord record = result.record();
                    Object got = record == null
                            ? "no record"
                            : switch (each.get("path").asString()) {
                                case "alignment.dkim.strict" -> record.dkimAlignment() == DmarcRecord.Alignment.STRICT;
                                case "alignment.spf.strict" -> record.spfAlignment() == DmarcRecord.Alignment.STRICT;
                                case "alignment.dkim.result" ->
                                    result.alignedDkim() == null ? "false" : result.alignedDkim();
                                case "alignment.spf.result" ->
                                    result.alignedSpf() == null ? "false" : result.alignedSpf();
                                default -> "unknown path";
                            };
                    return got.toString().equals(each.get("value").asString());
                });
    }

    private void count(boolean right, String what) {
        if (right) {
            passed++;
        } else {
            failed++;
            System.out.println("failed " + what);
        }
    }

    private static List<String> list(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
