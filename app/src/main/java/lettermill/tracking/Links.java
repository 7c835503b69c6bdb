package lettermill.tracking;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of tracking.link. */
@Repository
class Links {

    private final JdbcClient database;
    private final Clock clock;
    // A link never changes, so a click asks the database at most once for it.
    private final LoadingCache<Long, Optional<TargetUrl>> known =
            Caffeine.newBuilder().maximumSize(50_000).build(id -> load(id));

    Links(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Stores a version's links, each once however often it is asked.
     *
     * @param urls address by position in the source
     * @return id by position
     */
    Map<Integer, Long> store(WorkspaceId workspace, long templateVersionId, Map<Integer, TargetUrl> urls) {
        Map<Integer, Long> ids = new HashMap<>();
        database.sql("""
                        INSERT INTO tracking.link (workspace_id, template_version_id, position, url, created_at)
                        SELECT :workspace, :version, position, url, :now
                        FROM unnest(:positions::integer[], :urls::text[]) AS links (position, url)
                        ON CONFLICT (workspace_id, template_version_id, position, md5(url)) DO UPDATE SET url = excluded.url
                        RETURNING id, position
                        """)
                .param("workspace", workspace.value())
                .param("version", templateVersionId)
                .param("positions", urls.keySet().toArray(Integer[]::new))
                .param("urls", urls.values().stream().map(TargetUrl::value).toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> ids.put(row.getInt("position"), row.getLong("id")))
                .list();
        return ids;
    }

    /**
     * The address of a link of any workspace: whoever asks holds a token that we signed for it. Empty when the link is gone.
     *
     * @throws org.springframework.dao.DataAccessException when it is not in memory and the database does not answer
     */
    Optional<TargetUrl> url(long id) {
        return known.get(id);
    }

    private Optional<TargetUrl> load(long id) {
        return database.sql("SELECT url FROM tracking.link WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .flatMap(TargetUrl::of);
    }
}
