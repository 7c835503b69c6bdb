package lettermill.mailagent.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.bounce.BounceClass;
import lettermill.wire.bounce.BounceClassifier;
import lettermill.wire.bounce.BounceEvidence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs collected answers of SMTP servers: {@code ReplyCases FOLDER}, a folder with replies.jsonl. A bounce has to be refused, and a
 * deferral tried again; nobody is called dead for what a server thinks of the sender.
 */
public final class ReplyCases {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<BounceClass> ABOUT_US = Set.of(BounceClass.BLOCK, BounceClass.POLICY);

    private ReplyCases() {}

    /** Prints what failed and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        int passed = 0;
        int failed = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]).resolve("replies.jsonl"))) {
            JsonNode test = JSON.readTree(line);
            Outcome outcome = answer(test.get("code").asInt(), test.get("msg").asString());
            if (isRight(test.get("kind").asString(), outcome)) {
                passed++;
            } else {
                failed++;
                System.out.println(test + ", got " + outcome);
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    /** Sent as the lines of one reply and read as the client reads it (RFC 5321 section 4.2.1). */
    private static Outcome answer(int code, String message) throws IOException {
        String[] lines = message.split("\\R");
        String reply = java.util.stream.IntStream.range(0, lines.length)
                .mapToObj(index -> code + (index + 1 < lines.length ? "-" : " ") + lines[index] + "\r\n")
                .collect(Collectors.joining());
        var in = new ByteArrayInputStream(reply.getBytes(StandardCharsets.ISO_8859_1));
        return Replies.classify(1, new ReplyReader(in).read().toReply());
    }

    private static boolean isRight(String kind, Outcome outcome) {
        if (outcome instanceof Refused refused) {
            BounceClass found = BounceClassifier.classify(
                            BounceEvidence.of(refused.reply().toString()))
                    .bounceClass();
            return kind.equals("bounce") && !(ABOUT_US.contains(found) && refused.scope() == Refused.Scope.RECIPIENT);
        }
        return kind.equals("defer") && outcome instanceof Deferred;
    }
}
