package lettermill.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads each address of a folder of public test sets and compares the verdict with the set's own. Where a set leaves
 * it open (null, "options"), or holds a form that no list agrees on and we refuse on purpose (no dot in the domain,
 * address literals, display names, comments), either verdict passes; a crash never does.
 */
final class AddressCases {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private int passed;
    private int failed;

    private AddressCases() {}

    /** Takes the folder; prints failed ids, then {@code N passed, N failed}; exit status 1 when any failed. */
    public static void main(String[] arguments) throws IOException {
        AddressCases cases = new AddressCases();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.sorted().toList()) {
                for (Case each : read(file)) {
                    cases.run(each);
                }
            }
        }
        System.out.println(cases.passed + " passed, " + cases.failed + " failed");
        System.exit(cases.failed == 0 ? 0 : 1);
    }

    private record Case(String id, String address, @Nullable Boolean valid) {}

    private void run(Case each) {
        String answer;
        try {
            answer = EmailAddress.read(each.address()) instanceof EmailAddress.Readable ? "true" : "false";
        } catch (RuntimeException crash) {
            answer = crash.toString();
        }
        boolean open = each.valid() == null || isForeignForm(each.address());
        boolean right = answer.equals(String.valueOf(each.valid())) || open && !answer.contains("Exception");
        if (right) {
            passed++;
        } else {
            failed++;
            System.out.println(each.id() + ": " + answer + ", expected " + each.valid());
        }
    }

    private static boolean isForeignForm(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return !domain.contains(".") || domain.endsWith("]") || domain.endsWith(">") || address.contains(")");
    }

    private static List<Case> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        List<Case> cases = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (name.endsWith(".jsonl")) {
                JsonNode json = JSON.readTree(line);
                String address =
                        json.path(json.has("email") ? "email" : "address").asString();
                JsonNode valid = json.get("valid");
                cases.add(new Case(
                        json.get("id").asString(), address, valid.isBoolean() ? (Boolean) valid.asBoolean() : null));
            } else if (!line.isBlank() && !line.matches("\\s*#( .*)?") && !name.contains("typos")) {
                String text = line.replaceFirst("\\s{2,}#.*$", "").strip();
                String address = name.contains("localpart") ? text + "@example.com" : text;
                cases.add(new Case(name + ":" + number, address, !name.contains("_invalid")));
            }
        }
        return cases;
    }
}
