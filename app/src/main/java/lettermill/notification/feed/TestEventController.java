package lettermill.notification.feed;

import java.util.UUID;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/webhook-endpoints/{id}/test")
class TestEventController {

    private final TestEvents events;

    TestEventController(TestEvents events) {
        this.events = events;
    }

    /** Queues an event of type {@code endpoint.test}; it is delivered while the endpoint is active. */
    @PostMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    TestEvents.Queued send(Access access, @PathVariable UUID id) {
        return events.send(access, id);
    }
}
