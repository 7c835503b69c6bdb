package lettermill.visitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import lettermill.ledger.HitClass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs collected user agents through the rules: {@code UserAgentCases FOLDER}, a folder with crawlers.jsonl, uap-ua.jsonl,
 * uap-os.jsonl and uap-device.jsonl. A crawler must never pass for a person; families must be those of the collection.
 */
public final class UserAgentCases {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UserAgents agents = new UserAgents();
    private final AgentRules rules = new AgentRules(agents);
    private int passed;
    private int failed;

    private UserAgentCases() {}

    /** Prints the ids of failed cases and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        UserAgentCases cases = new UserAgentCases();
        cases.each(folder.resolve("crawlers.jsonl"), cases::neverHuman);
        cases.each(
                folder.resolve("uap-ua.jsonl"),
                each -> agent(each, cases).client().equals(text(each, "family")));
        cases.each(
                folder.resolve("uap-os.jsonl"), each -> agent(each, cases).os().equals(text(each, "family")));
        cases.each(
                folder.resolve("uap-device.jsonl"),
                each -> agent(each, cases).device().equals(text(each, "family")));
        System.out.println(cases.passed + " passed, " + cases.failed + " failed");
        System.exit(cases.failed == 0 ? 0 : 1);
    }

    private static UserAgents.Client agent(JsonNode each, UserAgentCases cases) {
        return cases.agents.of(text(each, "user_agent"));
    }

    private boolean neverHuman(JsonNode each) {
        for (JsonNode agent : each.get("user_agents")) {
            if (rules.verdict(agent.asString()).hitClass() == HitClass.HUMAN) {
                return false;
            }
        }
        return true;
    }

    private void each(Path file, Predicate<JsonNode> right) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode each = JSON.readTree(line);
            if (right.test(each)) {
                passed++;
            } else {
                failed++;
                System.out.println("failed " + text(each, "id"));
            }
        }
    }

    private static String text(JsonNode each, String field) {
        return each.get(field).asString();
    }
}
