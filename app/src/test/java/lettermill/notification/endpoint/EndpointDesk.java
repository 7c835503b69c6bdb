package lettermill.notification.endpoint;

import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import lettermill.TestClock;
import lettermill.TestDatabase;
import lettermill.agent.ResolverSettings;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Ledger;
import lettermill.ledger.Ledgers;
import lettermill.mailagent.secret.Secrets;
import lettermill.webhook.intake.WebhookSecrets;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import lettermill.workspace.Permission;
import lettermill.workspace.Workspaces;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Outgoing webhooks on a database and a clock of their own, without the rest of the application. */
public final class EndpointDesk implements AutoCloseable {

    public final TestClock clock;
    public final JdbcClient database;
    public final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    public final Access access;
    public final Ledger ledger;
    public final TransactionTemplate transaction;

    @EnableTransactionManagement
    @EnableConfigurationProperties({NotificationSettings.class, ResolverSettings.class})
    @ComponentScan("lettermill.notification")
    @ComponentScan(
            basePackages = "lettermill.alert",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(AlertService|Alerts)"))
    static class Wiring {}

    /**
     * @param networks as the setting has it
     * @param resolver host and port of a DNS server
     */
    public EndpointDesk(TestClock clock, String networks, String resolver) {
        this.clock = clock;
        DataSource source = TestDatabase.fresh();
        database = JdbcClient.create(source);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "desk",
                        Map.of(
                                "lettermill.notification.networks", networks,
                                "lettermill.dns.resolver", resolver,
                                "lettermill.dns.timeout", "500ms")));
        context.registerBean(DataSource.class, () -> source);
        context.registerBean(JdbcClient.class, () -> database);
        context.registerBean(java.time.Clock.class, () -> clock);
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(WebhookSecrets.class, () -> new WebhookSecrets(new Secrets(List.of(new byte[32]))));
        context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(source));
        context.register(Wiring.class, Audit.class, Workspaces.class);
        context.refresh();
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        ledger = Ledgers.open(database, context, clock);
        access = newWorkspace("house");
    }

    public Access newWorkspace(String slug) {
        UUID id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, created_at, updated_at)
                        VALUES (:id, :slug, :slug, 'UTC', :now, :now)""")
                .param("id", id)
                .param("slug", slug)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Access(new WorkspaceId(id), "owner@house.example", EnumSet.allOf(Permission.class));
    }

    /** An endpoint and what signs for it. */
    public record Made(UUID id, String secret) {}

    public Made create(Access owner, String url, String... types) {
        EndpointService.WithSecret made = context.getBean(EndpointService.class)
                .create(owner, new EndpointRequest(url, null, List.of(types), null));
        return new Made(made.endpoint().id(), made.secret());
    }

    public Made create(String url, String... types) {
        return create(access, url, types);
    }

    public String rotate(UUID endpoint, int overlapHours) {
        return context.getBean(EndpointService.class)
                .rotate(access, endpoint, new EndpointService.Rotation(overlapHours))
                .secret();
    }

    public Endpoint get(UUID endpoint) {
        return context.getBean(EndpointService.class).get(access.workspace(), endpoint);
    }

    public void activate(UUID endpoint, boolean active) {
        ObjectNode patch = JsonMapper.builder().build().createObjectNode().put("active", active);
        context.getBean(EndpointService.class).change(access, endpoint, patch);
    }

    @Override
    public void close() {
        context.close();
    }
}
