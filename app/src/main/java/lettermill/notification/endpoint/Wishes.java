package lettermill.notification.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import lettermill.base.WorkspaceId;
import lettermill.notification.NotificationType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What the endpoints of a workspace want, as of a second ago at most: the facts of the send path ask this, so that where nobody
 * wants to hear of them they cost no statement. What this process changes it knows at once.
 */
@Component
public class Wishes {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int WORKSPACES = 10_000;

    private final Endpoints endpoints;
    private final Cache<WorkspaceId, Set<String>> wanted = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(WORKSPACES)
            .build();

    Wishes(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** Whether an endpoint of the workspace wants to hear of it. */
    public boolean include(WorkspaceId workspace, NotificationType type) {
        Set<String> names = wanted.get(workspace, endpoints::wanted);
        return !names.isEmpty() && (names.contains(NotificationType.ALL) || names.contains(type.text()));
    }

    /** Not before the commit: until then another would read what was. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    public void on(EndpointsChanged changed) {
        wanted.invalidate(changed.workspace());
    }
}
