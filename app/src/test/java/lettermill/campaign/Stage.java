package lettermill.campaign;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderRequest;
import lettermill.provider.ProviderType;
import lettermill.workspace.Access;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rows that a campaign needs, put straight into the database. */
record Stage(JdbcClient database) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    WorkspaceId workspace(String zone) {
        WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
        database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, postal_address, created_at, updated_at)
                        VALUES (:id, :slug, 'Stage', :zone, '1 Mill Lane', now(), now())""")
                .param("id", workspace.value())
                .param("slug", "stage-" + NUMBER.incrementAndGet())
                .param("zone", zone)
                .update();
        return workspace;
    }

    Access owner(WorkspaceId workspace) {
        return new Access(workspace, "test", Set.of(Permission.values()));
    }

    /** A mail server on loopback. */
    static ProviderRequest provider(int port, @Nullable Integer perSecond, @Nullable Integer perDay) {
        ObjectNode settings =
                JsonNodeFactory.instance.objectNode().put("host", "127.0.0.1").put("port", port);
        return new ProviderRequest("House", ProviderType.SMTP, null, settings, perSecond, perDay, null, null);
    }

    /** People p1 to pN at a domain. */
    void people(WorkspaceId workspace, String domain, int count) {
        database.sql("""
                        INSERT INTO audience.subscriber (workspace_id, email, email_key, name, status, created_at, updated_at)
                        SELECT :workspace, 'p' || n || '@' || :domain, 'p' || n || '@' || :domain, 'P', 'ACTIVE', now(), now()
                        FROM generate_series(1, :count) n""")
                .param("workspace", workspace.value())
                .param("domain", domain)
                .param("count", count)
                .update();
    }

    /** A campaign to everybody, its messages made and due. */
    CampaignId sending(WorkspaceId workspace, Instant now) {
        UUID template = UUID.randomUUID();
        CampaignId campaign = new CampaignId(UUID.randomUUID());
        database.sql("""
                        INSERT INTO template.template (id, workspace_id, name, slug, category, template_type, is_active,
                            version, created_at, updated_at)
                        VALUES (:template, :workspace, 'T', :template, 'NEWSLETTER', 'CODE', true, 1, :now, :now);
                        INSERT INTO template.version (workspace_id, template_id, number, category, subject_template,
                            body_html, variables, created_at, created_by)
                        VALUES (:workspace, :template, 1, 'NEWSLETTER', 'Hello {{ recipient_name }}',
                            '<p>Hello</p><a href="{{ unsubscribe_url }}">Leave</a>', '[]', :now, 'test');
                        INSERT INTO campaign.campaign (id, workspace_id, name, campaign_type, status, max_lateness_seconds,
                            template_id, template_version_id, materialised_at, created_at, updated_at)
                        SELECT :campaign, :workspace, 'Post', 'ONE_TIME', 'SENDING', 0, :template, v.id, :now, :now, :now
                        FROM template.version v WHERE v.template_id = :template;
                        INSERT INTO ledger.message (workspace_id, campaign_id, kind, subscriber_id, email, recipient_name,
                            status, phase, next_attempt_at, created_at, updated_at)
                        SELECT :workspace, :campaign, 'CAMPAIGN', s.id, s.email, s.name, 'PENDING', 'WAITING', :now, :now, :now
                        FROM audience.subscriber s WHERE s.workspace_id = :workspace ORDER BY s.id""")
                .param("workspace", workspace.value())
                .param("template", template)
                .param("campaign", campaign.value())
                .param("now", Timestamp.from(now))
                .update();
        return campaign;
    }
}
