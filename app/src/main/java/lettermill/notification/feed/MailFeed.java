package lettermill.notification.feed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.MailEvent;
import lettermill.ledger.MailEventsRecorded;
import lettermill.ledger.RecordedEvent;
import lettermill.notification.NotificationType;
import lettermill.notification.endpoint.Wishes;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Facts about mails, in the transaction that recorded them. It runs for each wave that is sent: what nobody wants costs no statement. */
@Component
class MailFeed {

    private final Wishes wishes;
    private final Waiting waiting;
    private final JsonMapper json;
    private final Clock clock;

    MailFeed(Wishes wishes, Waiting waiting, JsonMapper json, Clock clock) {
        this.wishes = wishes;
        this.waiting = waiting;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void on(MailEventsRecorded recorded) {
        Map<WorkspaceId, List<Waiting.Notice>> wanted = new LinkedHashMap<>();
        for (RecordedEvent each : recorded.events()) {
            MailEvent event = each.event();
            if (wishes.include(event.workspace(), NotificationType.of(event.type()))) {
                wanted.computeIfAbsent(event.workspace(), workspace -> new ArrayList<>())
                        .add(notice(event));
            }
        }
        wanted.forEach((workspace, notices) -> waiting.addMail(workspace, notices, clock.instant()));
    }

    private Waiting.Notice notice(MailEvent event) {
        return new Waiting.Notice(
                UUID.randomUUID(),
                NotificationType.of(event.type()),
                event.occurredAt(),
                data(event),
                event.message() == null ? null : event.message().value());
    }

    private String data(MailEvent event) {
        ObjectNode data = json.createObjectNode();
        if (event.hit() != null) {
            put(data, event.hit());
        }
        if (event.failure() != null) {
            put(data, event.failure());
        }
        return data.put("source", event.source()).toString();
    }

    private static void put(ObjectNode data, MailEvent.Hit hit) {
        data.put("hit_class", hit.hitClass().name())
                .put("hit_rule", hit.rule())
                .put("url", hit.url())
                .put("user_agent", hit.userAgent())
                .put("client_address", hit.clientAddress());
    }

    private static void put(ObjectNode data, MailEvent.Failure failure) {
        data.put("bounce_type", text(failure.type()))
                .put("bounce_subtype", failure.subtype())
                .put("status_code", failure.statusCode())
                .put("diagnostic", failure.diagnostic());
    }

    private static @Nullable String text(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
