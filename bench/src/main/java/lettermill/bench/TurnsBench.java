package lettermill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lettermill.bench.BenchOptions.Dkim;

/**
 * Ten campaigns in ten workspaces at once: the longest time in seconds in which any of them, with mail left to send, sent none,
 * counted from the order to send. The limit is the five seconds after which an operator would ask what is wrong.
 */
final class TurnsBench implements Benchmark {
    private static final int CAMPAIGNS = 10;
    private static final int MESSAGES = 5_000;
    private static final double LIMIT_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String SILENCES = """
            SELECT campaign_id, min(sent_at) AS first, max(sent_at) AS last,
                COALESCE(max(extract(epoch FROM sent_at - before)), 0) AS silence
            FROM (SELECT campaign_id, sent_at, lag(sent_at) OVER (PARTITION BY campaign_id ORDER BY sent_at) AS before
                  FROM ledger.message WHERE sent_at IS NOT NULL) sent
            GROUP BY campaign_id""";

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int messages = options.messagesOr(MESSAGES);
        try (SendingRig rig = SendingRig.start(options, options.engine())) {
            if (options.dkim() == Dkim.ON) {
                throw new IOException("the ten workspaces have no domain of their own; ask with --dkim off");
            }
            Map<String, Studio> campaigns = campaigns(rig, messages);
            Map<String, Instant> ordered = new HashMap<>();
            for (Map.Entry<String, Studio> campaign : campaigns.entrySet()) {
                ordered.put(campaign.getKey(), Instant.now());
                campaign.getValue().send(campaign.getKey());
            }
            for (Map.Entry<String, Studio> campaign : campaigns.entrySet()) {
                campaign.getValue().awaitSent(campaign.getKey(), PATIENCE);
            }
            double longest = longest(rig, ordered);
            return new BenchResult(
                    "turns",
                    BenchResult.rounded(longest),
                    "s",
                    LIMIT_SECONDS,
                    BenchResult.rounded(longest / LIMIT_SECONDS),
                    rig.stopAndPeakMegabytes());
        }
    }

    private static Map<String, Studio> campaigns(SendingRig rig, int messages)
            throws IOException, InterruptedException {
        Map<String, Studio> campaigns = new HashMap<>();
        Path people = Studio.people(rig.folder(), "turns", messages);
        for (int number = 1; number <= CAMPAIGNS; number++) {
            Studio house = rig.studio().inAnotherWorkspace("house-" + number);
            house.sendThrough(rig.sink().address(), SendingRig.CONNECTIONS);
            campaigns.put(house.campaign("Turns", SendingRig.newsletter(house), house.importList(people)), house);
        }
        return campaigns;
    }

    private static double longest(SendingRig rig, Map<String, Instant> ordered) throws IOException {
        List<Double> silences = new ArrayList<>();
        System.out.printf("%-38s %14s %16s %12s%n", "campaign", "first mail, s", "longest pause, s", "last mail, s");
        try (Connection database = rig.database();
                Statement question = database.createStatement();
                ResultSet row = question.executeQuery(SILENCES)) {
            while (row.next()) {
                Instant start = ordered.get(row.getString("campaign_id"));
                if (start == null) {
                    continue;
                }
                double first = seconds(start, row.getTimestamp("first").toInstant());
                double silence = row.getDouble("silence");
                System.out.printf(
                        "%-38s %14.2f %16.2f %12.2f%n",
                        row.getString("campaign_id"),
                        first,
                        silence,
                        seconds(start, row.getTimestamp("last").toInstant()));
                silences.add(Math.max(first, silence));
            }
        } catch (SQLException failed) {
            throw new IOException("the ledger cannot be read: " + failed.getMessage(), failed);
        }
        if (silences.size() != ordered.size()) {
            throw new IOException(silences.size() + " of " + ordered.size() + " campaigns sent mail");
        }
        return silences.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
