package lettermill.audience.subscriber;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import lettermill.audience.filter.AudienceFilter;
import lettermill.audience.filter.FilterSql;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** A search as a condition over {@code audience.subscriber s}. */
record SearchSql(String condition, Map<String, Object> params) {

    /** Compiles a search; the filter is its segment's. */
    static SearchSql of(WorkspaceId workspace, SubscriberSearch search, @Nullable AudienceFilter filter, Instant now) {
        StringBuilder sql = new StringBuilder("s.workspace_id = :workspace");
        Map<String, Object> params = new HashMap<>();
        params.put("workspace", workspace.value());
        if (search.search() != null) {
            sql.append(" AND (strpos(s.email_key, :search) > 0 OR strpos(lower(s.name), :search) > 0)");
            params.put("search", plain("search", search.search()).toLowerCase(Locale.ROOT));
        }
        if (search.status() != null) {
            sql.append(" AND s.status = :status");
            params.put("status", search.status().name());
        }
        if (search.list() != null) {
            sql.append(" AND s.id IN (SELECT subscriber_id FROM audience.membership WHERE list_id = :list)");
            params.put("list", search.list());
        }
        if (search.tag() != null) {
            sql.append(" AND :tag = ANY (s.tags)");
            params.put("tag", plain("tag", search.tag()));
        }
        if (search.category() != null) {
            sql.append(" AND NOT EXISTS (SELECT FROM audience.preference p WHERE p.subscriber_id = s.id"
                    + " AND p.category_id = :category AND NOT p.subscribed)");
            params.put("category", search.category());
        }
        if (filter != null) {
            FilterSql.Condition condition = FilterSql.compile(filter, now);
            sql.append(" AND ").append(condition.sql());
            params.putAll(condition.params());
        }
        return new SearchSql(sql.toString(), Map.copyOf(params));
    }

    /** Said here and not by the database: an export would have begun by then. */
    private static String plain(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new Problem.Invalid(field, "it has a NUL character", "text without");
        }
        return text;
    }
}
