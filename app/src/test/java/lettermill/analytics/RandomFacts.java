package lettermill.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.HitClass;
import lettermill.ledger.MailEvent;

/** A ledger made up at random, from a seed that a failing test names. */
final class RandomFacts {
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
            "");

    final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final AnalyticsDesk desk;
    private final List<Long> links = new ArrayList<>();

    RandomFacts(AnalyticsDesk desk) {
        this.desk = desk;
        for (int position = 0; position < 3; position++) {
            links.add(link(position));
        }
    }

    /** The address a click led to: of a link that is kept, or the hit's own. */
    String url(MailEvent.Hit hit) {
        return hit.linkId() == null ? String.valueOf(hit.url()) : "https://shop.example/" + links.indexOf(hit.linkId());
    }

    private long link(int position) {
        return desk.database
                .sql("""
                        INSERT INTO tracking.link (workspace_id, template_version_id, position, url, created_at)
                        VALUES (:workspace, 1, :position, 'https://shop.example/' || :position, '2026-03-01T00:00Z') RETURNING id
                        """)
                .param("workspace", desk.workspace.value())
                .param("position", position)
                .query(Long.class)
                .single();
    }

    /** Random facts about 300 new messages, recorded in random order; those are returned that were new. */
    List<MailEvent> factsOf(WorkspaceId workspace, CampaignId of) {
        List<MailEvent> made = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            MessageId message = desk.message(workspace, of);
            int lot = random.nextInt(20);
            if (lot == 0) {
                continue;
            }
            Instant at = AnalyticsDesk.NOW.minus(Duration.ofMinutes(random.nextInt(12 * 24 * 60)));
            if (lot == 1) {
                made.add(fact(
                        workspace, of, message, lot % 2 == 0 ? EventType.REJECT : EventType.RENDERING_FAILURE, at));
                continue;
            }
            made.add(fact(workspace, of, message, EventType.SEND, at));
            for (int more = random.nextInt(8); more > 0; more--) {
                Instant later = at.plus(Duration.ofMinutes(random.nextInt(2_000)));
                made.add(fact(workspace, of, message, EventType.values()[random.nextInt(8)], later));
            }
        }
        Collections.shuffle(made, random);
        made.removeIf(fact -> fact.type() == EventType.REJECT && random.nextBoolean());
        return desk.ledger().record(made).stream()
                .map(recorded -> recorded.event())
                .toList();
    }

    private MailEvent fact(WorkspaceId workspace, CampaignId of, MessageId message, EventType type, Instant at) {
        boolean hit = type == EventType.OPEN || type == EventType.CLICK;
        String key = type == EventType.SEND ? "send/" + message : type + "/" + message + "/" + random.nextLong();
        return new MailEvent(
                workspace,
                message,
                of,
                type,
                key,
                at.truncatedTo(ChronoUnit.MILLIS),
                hit ? hit(type) : null,
                type == EventType.BOUNCE
                        ? new MailEvent.Failure(BounceType.values()[random.nextInt(3)], "5.1.1", "no")
                        : null,
                null);
    }

    private MailEvent.Hit hit(EventType type) {
        HitClass hitClass = HitClass.values()[random.nextInt(HitClass.values().length)];
        boolean stored = type == EventType.CLICK && random.nextInt(4) > 0;
        return new MailEvent.Hit(
                hitClass,
                "rule-of-" + hitClass,
                stored ? links.get(random.nextInt(links.size())) : null,
                type == EventType.CLICK && !stored ? "https://own.example/" + random.nextInt(3) : null,
                AGENTS.get(random.nextInt(AGENTS.size())),
                "192.0.2.1");
    }
}
