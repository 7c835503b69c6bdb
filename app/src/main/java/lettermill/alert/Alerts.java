package lettermill.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of alert.alert as people see it. */
@Repository
class Alerts {

    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;

    Alerts(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Raises an alert. One for the same thing on the same day is raised once more, and has to be acknowledged once more.
     *
     * @return its id if it is the first of its day
     */
    Optional<Long> raise(NewAlert alert, LocalDate day, Instant now) {
        record Raised(long id, boolean isNew) {}
        Raised raised = database.sql("""
                        INSERT INTO alert.alert (workspace_id, kind, subject, day, title, details, raised_at, last_raised_at,
                            mail_state, next_mail_at)
                        VALUES (:workspace, :kind, :subject, :day, :title, :details::jsonb, :now, :now, 'DUE', :now)
                        ON CONFLICT (workspace_id, kind, subject, day) DO UPDATE
                        SET title = excluded.title, details = excluded.details, times = alert.times + 1,
                            last_raised_at = excluded.last_raised_at, acknowledged_at = NULL, acknowledged_by = NULL
                        RETURNING new.id, old.id IS NULL AS is_new""")
                .param("workspace", alert.workspace().value())
                .param("kind", alert.kind().name())
                .param("subject", alert.subject())
                .param("day", day)
                .param("title", alert.title())
                .param("details", json.writeValueAsString(alert.details()))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Raised(row.getLong("id"), row.getBoolean("is_new")))
                .single();
        return raised.isNew() ? Optional.of(raised.id()) : Optional.empty();
    }

    /** The newest first. */
    List<Alert> list(WorkspaceId workspace, AlertService.Shown shown, long before, int limit) {
        return database.sql("""
                        SELECT * FROM alert.alert
                        WHERE workspace_id = :workspace AND id < :before AND (:all OR acknowledged_at IS NULL)
                        ORDER BY id DESC LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("before", before)
                .param("all", shown == AlertService.Shown.ALL)
                .param("limit", limit)
                .query((row, number) -> alert(row))
                .list();
    }

    Optional<Alert> find(WorkspaceId workspace, long id) {
        return database.sql("SELECT * FROM alert.alert WHERE id = :id AND workspace_id = :workspace")
                .param("id", id)
                .param("workspace", workspace.value())
                .query((row, number) -> alert(row))
                .optional();
    }

    /** False if somebody did it before. */
    boolean acknowledge(WorkspaceId workspace, long id, String by, Instant now) {
        return database.sql("""
                        UPDATE alert.alert SET acknowledged_at = :now, acknowledged_by = :by
                        WHERE id = :id AND workspace_id = :workspace AND acknowledged_at IS NULL""")
                        .param("id", id)
                        .param("workspace", workspace.value())
                        .param("by", by)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    private Alert alert(ResultSet row) throws SQLException {
        @Nullable String error = row.getString("mail_error");
        return new Alert(
                row.getLong("id"),
                AlertKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getObject("day", LocalDate.class),
                row.getString("title"),
                json.readValue(row.getString("details"), DETAILS),
                row.getInt("times"),
                row.getTimestamp("raised_at").toInstant(),
                row.getTimestamp("last_raised_at").toInstant(),
                Columns.instant(row.getTimestamp("acknowledged_at")),
                row.getString("acknowledged_by"),
                new Alert.Mail(
                        Alert.MailState.valueOf(row.getString("mail_state")), row.getInt("mail_attempts"), error));
    }
}
