package lettermill.notification.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.notification.NotificationType;
import lettermill.workspace.Access;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Events that a user asks for, to see whether an endpoint works. They go the way of all others. */
@Service
class TestEvents {

    private final Waiting waiting;
    private final JsonMapper json;
    private final Clock clock;

    TestEvents(Waiting waiting, JsonMapper json, Clock clock) {
        this.waiting = waiting;
        this.json = json;
        this.clock = clock;
    }

    /** A test on its way: its delivery is found by the event's id. */
    record Queued(UUID eventId) {}

    /** @throws Problem.NotFound when the workspace has no such endpoint */
    @Transactional
    public Queued send(Access access, UUID endpoint) {
        Instant now = clock.instant();
        String data =
                json.createObjectNode().put("requested_by", access.actor()).toString();
        UUID event = UUID.randomUUID();
        Waiting.Notice notice = new Waiting.Notice(event, NotificationType.ENDPOINT_TEST, now, data, null);
        if (!waiting.addFor(access.workspace(), endpoint, notice, now)) {
            throw new Problem.NotFound("webhook endpoint", endpoint);
        }
        return new Queued(event);
    }
}
