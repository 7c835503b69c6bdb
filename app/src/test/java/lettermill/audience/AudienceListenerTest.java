package lettermill.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class AudienceListenerTest extends AppTest {

    @Autowired
    private Ledger ledger;

    @Autowired
    private Consent consent;

    @Autowired
    private Eligibility eligibility;

    private WorkspaceId workspace() {
        return new WorkspaceId(database.sql("SELECT id FROM workspace.workspace WHERE slug = :slug")
                .param("slug", owner().workspace())
                .query(UUID.class)
                .single());
    }

    private SubscriberId subscriber(WorkspaceId workspace, String email) {
        return new SubscriberId(database.sql("""
                INSERT INTO audience.subscriber (workspace_id, email, email_key, status, created_at, updated_at)
                VALUES (:workspace, :email, :email, 'ACTIVE', :now, :now) RETURNING id""")
                .param("workspace", workspace.value())
                .param("email", email)
                .param("now", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    private MessageId message(WorkspaceId workspace, SubscriberId person) {
        return new MessageId(database.sql("""
                INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, status, phase, sent_at, created_at, updated_at)
                VALUES (:workspace, 'CAMPAIGN', :person, 'x@example.org', 'SENT', 'DONE', :now, :now, :now) RETURNING id""")
                .param("workspace", workspace.value())
                .param("person", person.value())
                .param("now", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    private static MailEvent event(
            WorkspaceId workspace,
            MessageId message,
            EventType type,
            @Nullable BounceType bounce,
            @Nullable String source) {
        MailEvent.Failure failure = bounce == null ? null : new MailEvent.Failure(bounce, "5.1.1", "no such user");
        return new MailEvent(
                workspace, message, null, type, type + "/" + message, Instant.EPOCH, null, failure, source);
    }

    @ParameterizedTest
    @CsvSource({
        "BOUNCE,      HARD,  BOUNCED,      BOUNCE",
        "BOUNCE,      SOFT,  ACTIVE,       ",
        "BOUNCE,      BLOCK, ACTIVE,       ",
        "COMPLAINT,   ,      COMPLAINED,   COMPLAINT",
        "UNSUBSCRIBE, ,      UNSUBSCRIBED, LINK",
        "OPEN,        ,      ACTIVE,       ",
    })
    void anEventEndsTheMailingOfItsPerson(
            EventType type, @Nullable BounceType bounce, SubscriberStatus status, @Nullable UnsubscribeSource source) {
        WorkspaceId workspace = workspace();
        SubscriberId person = subscriber(workspace, "ana@example.org");
        MessageId message = message(workspace, person);

        ledger.record(List.of(event(workspace, message, type, bounce, null)));

        assertThat(consent.preferences(workspace, person).status()).isEqualTo(status);
        List<ConsentEntry> history =
                consent.history(workspace, person, Long.MAX_VALUE, 9).items();
        assertThat(history).extracting(ConsentEntry::source).isEqualTo(source == null ? List.of() : List.of(source));
        assertThat(history).allSatisfy(entry -> assertThat(entry.message()).isEqualTo(message));
    }

    @Test
    void aBounceIsRememberedByAddressWhenThePersonIsDeleted() {
        WorkspaceId workspace = workspace();
        SubscriberId person = subscriber(workspace, "ana@example.org");
        ledger.record(List.of(event(workspace, message(workspace, person), EventType.BOUNCE, BounceType.HARD, null)));
        database.sql("DELETE FROM audience.subscriber WHERE id = :id")
                .param("id", person.value())
                .update();

        assertThat(eligibility.suppressed(workspace, List.of(EmailAddress.parse("ANA@example.org"))))
                .containsValue(SkipReason.SUPPRESSED_BOUNCE);
    }

    /** Promise: any order and any repetition of the same events ends in the same state. */
    @Test
    void theOrderOfEventsDoesNotMatter() {
        long seed = 20_260_301;
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            WorkspaceId workspace = workspace();
            SubscriberId person = subscriber(workspace, "ana@example.org");
            List<MailEvent> events = new ArrayList<>(List.of(
                    event(workspace, message(workspace, person), EventType.UNSUBSCRIBE, null, "PREFERENCE_CENTER"),
                    event(workspace, message(workspace, person), EventType.COMPLAINT, null, null),
                    event(workspace, message(workspace, person), EventType.BOUNCE, BounceType.HARD, null)));
            Collections.shuffle(events, random);

            events.forEach(event -> ledger.record(List.of(event)));
            events.forEach(event -> ledger.record(List.of(event)));

            assertThat(consent.preferences(workspace, person).status())
                    .as("seed %d, round %d: %s", seed, round, events)
                    .isEqualTo(SubscriberStatus.COMPLAINED);
        }
    }
}
