package lettermill.mailagent.spf;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.dns.LoopbackDns;
import org.yaml.snakeyaml.Yaml;

/**
 * Runs the open SPF test suite: {@code SpfCases FOLDER}, a folder with rfc7208-tests.yml. Each zone is served by a DNS server on
 * loopback and each test checked through real questions to it.
 */
public final class SpfCases {
    private final SpfChecker checker = new SpfChecker(Clock.systemUTC(), "unknown");
    private int passed;
    private int failed;

    private SpfCases() {}

    /** Prints what failed and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        SpfCases cases = new SpfCases();
        try (LoopbackDns server = new LoopbackDns();
                Reader file = Files.newBufferedReader(Path.of(arguments[0], "rfc7208-tests.yml"))) {
            for (Object scenario : new Yaml().loadAll(file)) {
                cases.run(server, (Map<?, ?>) scenario);
            }
        }
        System.out.println(cases.passed + " passed, " + cases.failed + " failed");
        System.exit(cases.failed == 0 ? 0 : 1);
    }

    private void run(LoopbackDns server, Map<?, ?> scenario) throws IOException {
        Zone zone = new Zone();
        ((Map<?, ?>) scenario.get("zonedata"))
                .forEach((name, records) -> fill(zone, name.toString(), (List<?>) records));
        server.serve(zone);
        for (Map.Entry<?, ?> test : ((Map<?, ?>) scenario.get("tests")).entrySet()) {
            Map<?, ?> wanted = (Map<?, ?>) test.getValue();
            SpfSubject subject = new SpfSubject(
                    InetAddress.getByName(wanted.get("host").toString()),
                    String.valueOf(wanted.get("mailfrom")),
                    String.valueOf(wanted.get("helo")));
            SpfResult result = checker.check(subject, server.inquire());
            if (right(result, wanted)) {
                passed++;
            } else {
                failed++;
                System.out.println("failed " + test.getKey() + ": wanted " + wanted.get("result") + " "
                        + wanted.get("explanation") + ", got " + result);
            }
        }
    }

    private static boolean right(SpfResult result, Map<?, ?> wanted) {
        Object verdicts = wanted.get("result");
        List<?> allowed = verdicts instanceof List<?> list ? list : List.of(verdicts);
        Object explanation = wanted.get("explanation");
        String said = result.explanation() == null ? "DEFAULT" : result.explanation();
        return allowed.contains(result.verdict().name().toLowerCase(Locale.ROOT))
                && (explanation == null || explanation.equals(said));
    }

    /** The suite's rules: SPF stands for TXT unless the name has TXT of its own; TXT: NONE has none at all. */
    private static void fill(Zone zone, String name, List<?> records) {
        boolean ownTexts =
                records.stream().anyMatch(record -> record instanceof Map<?, ?> map && map.containsKey("TXT"));
        for (Object record : records) {
            if (record.equals("TIMEOUT")) {
                zone.manner(name, Manner.SILENT);
            } else {
                Map.Entry<?, ?> entry =
                        ((Map<?, ?>) record).entrySet().iterator().next();
                add(zone, name, entry.getKey().toString(), entry.getValue(), ownTexts);
            }
        }
    }

    private static void add(Zone zone, String name, String type, Object value, boolean ownTexts) {
        switch (type) {
            case "SPF" -> {
                if (!ownTexts) {
                    zone.text(name, strings(value));
                }
            }
            case "TXT" -> {
                if (!value.equals("NONE")) {
                    zone.text(name, strings(value));
                }
            }
            case "A", "AAAA" -> zone.address(name, value.toString());
            case "PTR" -> zone.pointer(name, value.toString());
            case "CNAME" -> zone.alias(name, value.toString());
            case "MX" -> {
                List<?> parts = (List<?>) value;
                zone.exchanger(name, (Integer) parts.get(0), parts.get(1).toString());
            }
            default -> throw new IllegalArgumentException("the suite has records of type " + type);
        }
    }

    private static String[] strings(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toArray(String[]::new)
                : new String[] {value.toString()};
    }
}
