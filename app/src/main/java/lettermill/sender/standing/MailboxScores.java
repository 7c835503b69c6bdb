package lettermill.sender.standing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lettermill.base.WorkspaceId;

/**
 * How single mailbox providers take a domain's mail.
 *
 * @param scores 0 to 100 by the provider's name; those of which too little is known are missing
 * @param asOf when it was counted; whoever resumed the domain after that knew better
 */
public record MailboxScores(WorkspaceId workspace, UUID domain, Map<String, Integer> scores, Instant asOf) {

    public MailboxScores {
        scores = Map.copyOf(scores);
    }

    /** As an object of JSON; the names are of an enum and need no escapes. */
    String json() {
        return scores.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(score -> "\"" + score.getKey() + "\": " + score.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
