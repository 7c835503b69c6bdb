package lettermill.mailagent.feedback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lettermill.wire.feedback.Feedback;
import lettermill.wire.feedback.Feedback.DeliveryReport;
import lettermill.wire.feedback.Feedback.FeedbackReport;
import lettermill.wire.feedback.RecipientReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs collected mails: {@code BounceCases FOLDER}, a folder with sisimai-expected.jsonl, sisimai-eml and not-bounce. A mail passes
 * when hard or not is right for each of its recipients, a complaint is a complaint and anything else is none.
 */
public final class BounceCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private int passed;
    private int failed;
    private int falseHard;

    private BounceCases() {}

    /** Prints what failed and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        BounceCases cases = new BounceCases();
        Path folder = Path.of(arguments[0]);
        for (String line : Files.readAllLines(folder.resolve("sisimai-expected.jsonl"))) {
            cases.run(folder.resolve("sisimai-eml"), JSON.readTree(line));
        }
        try (Stream<Path> others = Files.list(folder.resolve("not-bounce"))) {
            for (Path other : others.sorted().toList()) {
                Feedback feedback = FeedbackReader.read(Files.readAllBytes(other));
                boolean hard = feedback instanceof DeliveryReport report
                        && report.recipients().stream().anyMatch(RecipientReport::hard);
                cases.count(!hard, hard, other.getFileName() + ": " + feedback);
            }
        }
        System.out.println(cases.falseHard + " called hard that are not");
        System.out.println(cases.passed + " passed, " + cases.failed + " failed");
        System.exit(cases.failed == 0 ? 0 : 1);
    }

    private void run(Path folder, JsonNode test) throws IOException {
        Feedback feedback = FeedbackReader.read(
                Files.readAllBytes(folder.resolve(test.get("file").asString())));
        boolean wrong = false;
        boolean tooHard = false;
        List<JsonNode> expected = test.get("expected").valueStream().toList();
        for (int index = 0; index < expected.size(); index++) {
            JsonNode each = expected.get(index);
            boolean hard = hard(feedback, each.get("recipient"), index);
            wrong |= hard != each.get("hard").asBoolean();
            wrong |= each.get("feedback").asBoolean() != feedback instanceof FeedbackReport;
            tooHard |= hard && !each.get("hard").asBoolean();
        }
        count(!wrong, tooHard, test.get("file").asString() + ": wanted " + test.get("expected") + ", got " + feedback);
    }

    /** By the address; where the report hides it or rewrites it, by the place in the report. */
    private static boolean hard(Feedback feedback, @Nullable JsonNode recipient, int index) {
        if (!(feedback instanceof DeliveryReport report)) {
            return false;
        }
        String address = recipient == null ? "" : recipient.asString();
        return report.recipients().stream()
                .filter(each -> address.equalsIgnoreCase(each.address()))
                .findFirst()
                .or(() -> report.recipients().stream().skip(index).findFirst())
                .map(RecipientReport::hard)
                .orElse(false);
    }

    private void count(boolean right, boolean tooHard, String what) {
        falseHard += tooHard ? 1 : 0;
        if (right) {
            passed++;
        } else {
            failed++;
            System.out.println((tooHard ? "TOO HARD " : "") + what);
        }
    }
}
