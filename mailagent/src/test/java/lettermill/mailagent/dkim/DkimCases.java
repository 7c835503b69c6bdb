package lettermill.mailagent.dkim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import lettermill.lab.dns.Zone;
import lettermill.mailagent.dkim.DkimResult.Verdict;
import lettermill.mailagent.dns.LoopbackDns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs recorded mails through the verifier: {@code DkimCases FOLDER}, a folder with expected.jsonl and what it names. Keys come
 * from a DNS server on loopback. A pass with SHA-1 or a short key may be refused (RFC 8301); disputed rows count as passed.
 */
public final class DkimCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final DkimVerifier verifier = new DkimVerifier(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private DkimCases(Path folder) {
        this.folder = folder;
    }

    /** Prints what failed and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        DkimCases cases = new DkimCases(Path.of(arguments[0]));
        int passed = 0;
        int failed = 0;
        try (LoopbackDns server = new LoopbackDns()) {
            for (String line : Files.readAllLines(cases.folder.resolve("expected.jsonl"))) {
                JsonNode wanted = JSON.readTree(line);
                List<DkimResult> results = cases.run(server, wanted);
                if (right(results, wanted)) {
                    passed++;
                } else {
                    failed++;
                    System.out.println("failed " + wanted.get("id").asString() + ": wanted "
                            + wanted.get("expect").asString() + ", got " + results);
                }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private List<DkimResult> run(LoopbackDns server, JsonNode wanted) throws IOException {
        server.serve(zone(folder.resolve(wanted.get("dns").asString())));
        String mail = Files.readString(folder.resolve(wanted.get("file").asString()), StandardCharsets.ISO_8859_1);
        byte[] octets = mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return verifier.verify(octets, server.inquire());
    }

    private static boolean right(List<DkimResult> results, JsonNode wanted) {
        long passes = results.stream()
                .filter(result -> result.verdict() == Verdict.PASS)
                .count();
        String overall =
                results.isEmpty() ? "none" : passes == results.size() ? "pass" : passes == 0 ? "fail" : "mixed";
        boolean dated = wanted.get("algorithms")
                        .valueStream()
                        .anyMatch(name -> name.asString().equals("rsa-sha1"))
                || wanted.get("key_bits").valueStream().anyMatch(bits -> bits.isInt() && bits.asInt() < 1024);
        String expected = wanted.get("expect").asString();
        return overall.equals(expected)
                || wanted.has("disputed")
                || (dated && overall.equals("fail") && expected.equals("pass"));
    }

    private static Zone zone(Path file) throws IOException {
        Zone zone = new Zone();
        if (file.toString().endsWith(".json")) {
            JSON.readTree(Files.readString(file))
                    .propertyStream()
                    .forEach(key -> zone.text(key.getKey(), text(key.getValue())));
            return zone;
        }
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\\s+", 2);
            if (parts.length == 2 && !line.startsWith("#")) {
                zone.text(parts[0], parts[1]);
            }
        }
        return zone;
    }

    /** A text, or strings and records in arrays, or an object by record type. */
    private static String text(JsonNode value) {
        JsonNode node = value;
        while (!node.isString()) {
            node = node.isObject() ? node.get("TXT") : node.size() == 1 ? node.get(0) : joined(node);
        }
        return node.asString();
    }

    private static JsonNode joined(JsonNode strings) {
        StringBuilder all = new StringBuilder();
        strings.valueStream().forEach(string -> all.append(string.asString()));
        return JSON.getNodeFactory().stringNode(all.toString());
    }
}
