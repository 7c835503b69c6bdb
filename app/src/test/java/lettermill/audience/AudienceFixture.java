package lettermill.audience;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import lettermill.TestDatabase;
import lettermill.base.EmailAddress;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A workspace on a database of its own, and people to put into it. */
public final class AudienceFixture {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    public final DataSource dataSource = TestDatabase.fresh();
    public final JdbcClient database = JdbcClient.create(dataSource);
    public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    public final WorkspaceId workspace = workspace();

    public AudienceSelection selection() {
        return new AudienceSelection(database, clock);
    }

    public Eligibility eligibility() {
        return eligibility(clock);
    }

    /** At another time. */
    public Eligibility eligibility(Clock clock) {
        return new Eligibility(database, new AttributesJson(JsonMapper.shared()), new Frequencies(database), clock);
    }

    public Consent consent() {
        return new Consent(new Consents(database), new ConsentHistory(database), event -> {}, clock);
    }

    /** One more tenant. */
    public WorkspaceId workspace() {
        UUID id = UUID.randomUUID();
        database.sql("""
                INSERT INTO workspace.workspace (id, slug, name, timezone, created_at, updated_at)
                VALUES (:id, :slug, 'Acme', 'UTC', :now, :now)""")
                .param("id", id)
                .param("slug", "w" + id)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
        return new WorkspaceId(id);
    }

    public SubscriberId subscriber(String email) {
        return subscriber(workspace, email, SubscriberStatus.ACTIVE, "{}");
    }

    public SubscriberId subscriber(String email, SubscriberStatus status) {
        return subscriber(workspace, email, status, "{}");
    }

    public SubscriberId subscriber(String email, String attributes) {
        return subscriber(workspace, email, SubscriberStatus.ACTIVE, attributes);
    }

    public SubscriberId subscriber(WorkspaceId owner, String email, SubscriberStatus status, String attributes) {
        EmailAddress address = EmailAddress.parse(email);
        long id = database.sql("""
                INSERT INTO audience.subscriber (workspace_id, email, email_key, name, status, attributes, created_at, updated_at)
                VALUES (:workspace, :email, :key, :name, :status, CAST(:attributes AS jsonb), :now, :now) RETURNING id""")
                .param("workspace", owner.value())
                .param("email", address.display())
                .param("key", address.key())
                .param("name", email.substring(0, email.indexOf('@')))
                .param("status", status.name())
                .param("attributes", attributes)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return new SubscriberId(id);
    }

    public void suppress(String kind, String value, String reason) {
        database.sql("""
                INSERT INTO audience.suppression (workspace_id, kind, value, reason, source, created_at)
                VALUES (:workspace, :kind, :value, :reason, 'API', :now)""")
                .param("workspace", workspace.value())
                .param("kind", kind)
                .param("value", value)
                .param("reason", reason)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
    }

    public UUID list(SubscriberId... members) {
        UUID list = database.sql("""
                INSERT INTO audience.list (workspace_id, name, created_at, updated_at)
                VALUES (:workspace, :name, :now, :now) RETURNING id""")
                .param("workspace", workspace.value())
                .param("name", "list " + UUID.randomUUID())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
        for (SubscriberId member : members) {
            database.sql("INSERT INTO audience.membership VALUES (:list, :member, :now)")
                    .param("list", list)
                    .param("member", member.value())
                    .param("now", NOW.atOffset(ZoneOffset.UTC))
                    .update();
        }
        return list;
    }

    public UUID category(String slug) {
        return database.sql("""
                INSERT INTO audience.category (workspace_id, slug, name, created_at, updated_at)
                VALUES (:workspace, :slug, :slug, :now, :now) RETURNING id""")
                .param("workspace", workspace.value())
                .param("slug", slug)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }
}
