package lettermill.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.base.EmailAddress;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Five soft bounces in a row within thirty days end the mailing of an address. */
class SoftBounceRunTest extends AppTest {

    private static final String EMAIL = "full@example.org";

    @Autowired
    private Ledger ledger;

    @Autowired
    private Eligibility eligibility;

    private WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));
    private SubscriberId person = new SubscriberId(0);
    private Instant sent = Instant.EPOCH;

    @BeforeEach
    void aPerson() {
        workspace = new WorkspaceId(database.sql("SELECT id FROM workspace.workspace WHERE slug = :slug")
                .param("slug", owner().workspace())
                .query(UUID.class)
                .single());
        person = new SubscriberId(database.sql("""
                        INSERT INTO audience.subscriber (workspace_id, email, email_key, status, created_at, updated_at)
                        VALUES (:workspace, :email, :email, 'ACTIVE', now(), now()) RETURNING id""")
                .param("workspace", workspace.value())
                .param("email", EMAIL)
                .query(Long.class)
                .single());
        sent = Instant.now().minus(Duration.ofDays(20));
    }

    /** A mail a day after the last one. */
    private MessageId mail() {
        sent = sent.plus(Duration.ofDays(1));
        return new MessageId(database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, status, phase, sent_at,
                            created_at, updated_at)
                        VALUES (:workspace, 'CAMPAIGN', :person, :email, 'SENT', 'DONE', :sent, :sent, :sent)
                        RETURNING id""")
                .param("workspace", workspace.value())
                .param("person", person.value())
                .param("email", EMAIL)
                .param("sent", sent.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    private MailEvent fact(MessageId message, EventType type, @Nullable BounceType bounce) {
        MailEvent.Failure failure = bounce == null ? null : new MailEvent.Failure(bounce, "5.2.2", "mailbox full");
        return new MailEvent(
                workspace, message, null, type, type + "/" + message, sent.plusSeconds(60), null, failure, "test");
    }

    private void bounces(int times, BounceType type) {
        for (int i = 0; i < times; i++) {
            ledger.record(List.of(fact(mail(), EventType.BOUNCE, type)));
        }
    }

    private boolean suppressed() {
        return !eligibility
                .suppressed(workspace, List.of(EmailAddress.parse(EMAIL)))
                .isEmpty();
    }

    @Test
    void theFifthInARowSuppresses() {
        bounces(4, BounceType.SOFT);
        assertThat(suppressed()).isFalse();

        bounces(1, BounceType.SOFT);
        assertThat(suppressed()).isTrue();
    }

    @Test
    void allInOneBatchCountToo() {
        List<MailEvent> facts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            facts.add(fact(mail(), EventType.BOUNCE, BounceType.SOFT));
        }

        ledger.record(facts);

        assertThat(suppressed()).isTrue();
    }

    @Test
    void aDeliveryBetweenBeginsAnew() {
        bounces(4, BounceType.SOFT);
        ledger.record(List.of(fact(mail(), EventType.DELIVERY, null)));
        bounces(4, BounceType.SOFT);
        assertThat(suppressed()).isFalse();

        bounces(1, BounceType.SOFT);
        assertThat(suppressed()).isTrue();
    }

    @Test
    void refusalsBecauseOfUsDoNotCount() {
        bounces(4, BounceType.SOFT);
        bounces(5, BounceType.BLOCK);

        assertThat(suppressed()).isFalse();
    }

    @Test
    void thoseOfLongAgoDoNotCount() {
        sent = sent.minus(Duration.ofDays(60));
        bounces(4, BounceType.SOFT);
        sent = sent.plus(Duration.ofDays(60));
        bounces(4, BounceType.SOFT);

        assertThat(suppressed()).isFalse();
    }

    @Test
    void repeatingOneIsNoRun() {
        MailEvent fact = fact(mail(), EventType.BOUNCE, BounceType.SOFT);
        for (int i = 0; i < 6; i++) {
            ledger.record(List.of(fact));
        }

        assertThat(suppressed()).isFalse();
    }
}
