package lettermill.mailbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lettermill.ledger.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of mailbox.hosted_domain. */
@Repository
class HostedDomains {

    private final JdbcClient database;

    HostedDomains(JdbcClient database) {
        this.database = database;
    }

    /** A domain whose MX records have been seen. */
    record Hosted(String domain, MailboxProvider provider, Instant checkedAt) {}

    /** Those that are known. */
    List<Hosted> find(Collection<String> domains) {
        return database.sql("SELECT * FROM mailbox.hosted_domain WHERE domain = ANY(:domains::text[])")
                .param("domains", domains.toArray(String[]::new))
                .query((row, number) -> new Hosted(
                        row.getString("domain"),
                        MailboxProvider.valueOf(row.getString("mailbox_provider")),
                        row.getTimestamp("checked_at").toInstant()))
                .list();
    }

    void save(Map<String, MailboxProvider> found, Instant now) {
        List<Map.Entry<String, MailboxProvider>> rows = List.copyOf(new HashMap<>(found).entrySet());
        database.sql("""
                        INSERT INTO mailbox.hosted_domain (domain, mailbox_provider, checked_at)
                        SELECT f.domain, f.provider, :now FROM unnest(:domains::text[], :providers::text[]) AS f (domain, provider)
                        ORDER BY f.domain
                        ON CONFLICT (domain) DO UPDATE
                        SET mailbox_provider = excluded.mailbox_provider, checked_at = excluded.checked_at""")
                .param("domains", Columns.texts(rows, Map.Entry::getKey))
                .param("providers", Columns.texts(rows, Map.Entry::getValue))
                .param("now", Timestamp.from(now))
                .update();
    }
}
