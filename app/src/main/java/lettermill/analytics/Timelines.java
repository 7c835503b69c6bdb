package lettermill.analytics;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a campaign by time straight from the ledger. */
@Repository
class Timelines {

    private final JdbcClient database;

    Timelines(JdbcClient database) {
        this.database = database;
    }

    Timeline timeline(WorkspaceId workspace, CampaignId campaign, Timeline.Bucket bucket, ZoneId zone) {
        TreeMap<Instant, Figures> found = new TreeMap<>();
        database.sql(Facts.BY_TIME.formatted("date_trunc(:unit, at, :zone)"))
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .param("machines", Facts.MACHINES)
                .param("unit", bucket.name().toLowerCase(Locale.ROOT))
                .param("zone", zone.getId())
                .query(row -> {
                    found.put(row.getObject("bucket", OffsetDateTime.class).toInstant(), Figures.of(row));
                });
        return new Timeline(bucket, zone.getId(), points(found, bucket, zone));
    }

    private static List<Timeline.Point> points(TreeMap<Instant, Figures> found, Timeline.Bucket bucket, ZoneId zone) {
        List<Timeline.Point> points = new ArrayList<>();
        if (found.isEmpty()) {
            return points;
        }
        ZonedDateTime at = found.firstKey().atZone(zone);
        Instant last = found.lastKey();
        while (!at.toInstant().isAfter(last)
                && (bucket == Timeline.Bucket.DAY || points.size() < Timeline.MOST_HOURS)) {
            points.add(Timeline.Point.of(at.toInstant(), found.getOrDefault(at.toInstant(), Figures.NONE)));
            at = bucket == Timeline.Bucket.HOUR
                    ? at.plusHours(1)
                    : at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        }
        return points;
    }
}
