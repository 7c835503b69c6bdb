package lettermill.webhook.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import lettermill.TestClock;
import lettermill.TestDatabase;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Ledgers;
import lettermill.mailagent.secret.Secrets;
import lettermill.provider.ProviderType;
import lettermill.visitor.AgentRules;
import lettermill.visitor.UserAgents;
import lettermill.webhook.Callback;
import lettermill.webhook.VendorEvent;
import lettermill.webhook.WebhookCredential;
import lettermill.webhook.mailgun.MailgunWebhook;
import lettermill.webhook.postmark.PostmarkWebhook;
import lettermill.webhook.sendgrid.SendGridWebhook;
import lettermill.webhook.ses.SesWebhook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The intake on a database of its own, without Spring, and vendors who sign. */
public final class IntakeDesk {

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    final TestClock clock = new TestClock(NOW);
    final DataSource source = TestDatabase.fresh();
    final JdbcClient database = JdbcClient.create(source);
    final WorkspaceId workspace = newWorkspace("house");
    final KeyPair sendGridKey = ellipticKey();
    final Credentials credentials =
            new Credentials(database, new WebhookSecrets(new Secrets(List.of(new byte[32]))), JSON);
    final UnmatchedEvents unmatched = new UnmatchedEvents(database, JSON);
    final Facts facts = new Facts(
            new MessageFinder(Ledgers.open(database, event -> {}, clock)),
            Ledgers.open(database, event -> {}, clock),
            new AgentRules(new UserAgents()));
    final Intake intake;

    public IntakeDesk(SesWebhook ses) {
        Hooks hooks = new Hooks(List.of(ses, new SendGridWebhook(), new MailgunWebhook(), new PostmarkWebhook()));
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        CallbackRecorder recorder = new CallbackRecorder(
                new EventLogs(database), unmatched, new UsedTokens(database), facts, transaction, clock);
        intake = new Intake(hooks, credentials, recorder);
    }

    WorkspaceId newWorkspace(String slug) {
        UUID id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, created_at, updated_at)
                        VALUES (:id, :slug, :slug, 'UTC', :now, :now)""")
                .param("id", id)
                .param("slug", slug)
                .param("now", NOW.atOffset(java.time.ZoneOffset.UTC))
                .update();
        return new WorkspaceId(id);
    }

    /** A provider of a new workspace, with a webhook. */
    public UUID provider(ProviderType vendor, WebhookCredential credential) {
        return provider(newWorkspace("w" + UUID.randomUUID()), vendor, credential);
    }

    UUID provider(WorkspaceId owner, ProviderType vendor, WebhookCredential credential) {
        UUID id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO provider.provider (id, workspace_id, name, provider_type, settings, priority,
                            is_default, created_at, updated_at)
                        VALUES (:id, :workspace, :name, :vendor, '{}', 100, false, :now, :now)""")
                .param("id", id)
                .param("workspace", owner.value())
                .param("name", id.toString())
                .param("vendor", vendor.name())
                .param("now", NOW.atOffset(java.time.ZoneOffset.UTC))
                .update();
        credentials.save(new Registration(owner, id, vendor, credential), NOW);
        return id;
    }

    public void take(ProviderType vendor, UUID provider, Callback callback) {
        intake.take(vendor, provider, callback);
    }

    /** Events of a provider whose message is not known, in their order of arrival. */
    public List<VendorEvent> unmatched(UUID provider) {
        return database
                .sql("SELECT workspace_id FROM provider.provider WHERE id = :id")
                .param("id", provider)
                .query(UUID.class)
                .list()
                .stream()
                .flatMap(owner -> unmatched.list(new WorkspaceId(owner), 0, 500).stream())
                .filter(each -> each.providerId().equals(provider))
                .map(UnmatchedEvents.Unmatched::event)
                .toList();
    }

    public WebhookCredential sendGridCredential(List<WebhookCredential.BasicAuth> basic) {
        String key = Base64.getEncoder().encodeToString(sendGridKey.getPublic().getEncoded());
        return new WebhookCredential(null, List.of(key), null, basic, null);
    }

    /** A batch as SendGrid would send it. */
    public Callback sendGrid(byte[] body, Instant at) {
        return sendGrid(body, Map.of(), at);
    }

    public Callback sendGrid(byte[] body, Map<String, List<String>> more, Instant at) {
        Map<String, List<String>> headers = new HashMap<>(more);
        headers.putAll(signSendGrid(sendGridKey, body, at));
        return new Callback(headers, body, at);
    }

    /** The headers by which SendGrid proves that a body is its own. */
    static Map<String, List<String>> signSendGrid(KeyPair key, byte[] body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        try {
            Signature sign = Signature.getInstance("SHA256withECDSA");
            sign.initSign(key.getPrivate());
            sign.update(timestamp.getBytes(StandardCharsets.UTF_8));
            sign.update(body);
            return Map.of(
                    "x-twilio-email-event-webhook-signature",
                    List.of(Base64.getEncoder().encodeToString(sign.sign())),
                    "x-twilio-email-event-webhook-timestamp",
                    List.of(timestamp));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** An event as Mailgun would send it. */
    static Callback mailgun(String key, String token, String eventData, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String hex = HexFormat.of().formatHex(mac.doFinal((timestamp + token).getBytes(StandardCharsets.UTF_8)));
            String body = """
                    {"signature": {"timestamp": "%s", "token": "%s", "signature": "%s"}, "event-data": %s}""".formatted(timestamp, token, hex, eventData);
            return new Callback(
                    Map.of("content-type", List.of("application/json")), body.getBytes(StandardCharsets.UTF_8), at);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static KeyPair ellipticKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
