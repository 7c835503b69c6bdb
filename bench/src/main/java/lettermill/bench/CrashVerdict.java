package lettermill.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.lab.inbox.MailStore.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * What the product says about a campaign, compared with what the mailboxes got; counts of recipients.
 *
 * @param doubled got the mail more than once
 * @param lost are said to have it and got none
 * @param unlisted got none and are neither failed nor unknown; or got one and are said not to; or are missing from the list
 * @param unknown the product says that it does not know
 */
record CrashVerdict(long doubled, long lost, long unlisted, long unknown) {
    private static final Set<String> MAILED =
            Set.of("SENT", "DELIVERED", "OPENED", "CLICKED", "BOUNCED", "UNSUBSCRIBED");

    static CrashVerdict of(Studio studio, String campaign, List<Receipt> receipts, int messages)
            throws IOException, InterruptedException {
        Map<String, Integer> got = new HashMap<>();
        receipts.forEach(receipt -> got.merge(receipt.recipient(), 1, Integer::sum));
        Set<String> unknown = new HashSet<>();
        for (JsonNode row : studio.recipients(campaign, "unknown")) {
            unknown.add(row.path("email").asString());
        }
        long lost = 0;
        List<JsonNode> rows = studio.recipients(campaign, "recipients");
        long unlisted = messages - rows.size();
        for (JsonNode row : rows) {
            String email = row.path("email").asString();
            String status = row.path("status").asString();
            boolean arrived = got.containsKey(email);
            if (unknown.contains(email)) {
                continue;
            }
            if (MAILED.contains(status) && !arrived) {
                lost++;
            } else if (status.equals("PENDING") || (status.equals("FAILED") && arrived)) {
                unlisted++;
            }
        }
        long doubled = got.values().stream().filter(count -> count > 1).count();
        return new CrashVerdict(doubled, lost, unlisted, unknown.size());
    }
}
