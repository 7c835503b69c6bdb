package lettermill.notification.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.mailagent.secret.UnreadableSecretException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What deliveries learn of an endpoint, and what signs for it. */
@Service
public class EndpointHealth {

    /** An endpoint where nothing got through for so long is ended. */
    public static final Duration PATIENCE = Duration.ofDays(3);

    private final Endpoints endpoints;
    private final SigningSecrets secrets;
    private final EndpointService.Journal journal;
    private final Clock clock;

    EndpointHealth(Endpoints endpoints, SigningSecrets secrets, EndpointService.Journal journal, Clock clock) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.journal = journal;
        this.clock = clock;
    }

    /** The keys that sign now, the newest first; none, and the endpoint is ended, when they were locked with a key that is lost. */
    @Transactional
    public List<byte[]> keys(WorkspaceId workspace, UUID endpoint, String url) {
        try {
            return secrets.keys(workspace, endpoint, clock.instant());
        } catch (UnreadableSecretException lost) {
            disable(workspace, endpoint, url, "its secret can't be read: " + lost.getMessage() + "; give it a new one");
            return List.of();
        }
    }

    /** @throws Problem.NotFound when the workspace has no such endpoint */
    public Endpoint requireKnown(WorkspaceId workspace, UUID id) {
        return endpoints.find(workspace, id).orElseThrow(() -> new Problem.NotFound("webhook endpoint", id));
    }

    /** @throws Problem.Conflict while it is not active */
    public void requireActive(WorkspaceId workspace, UUID id) {
        if (!requireKnown(workspace, id).active()) {
            throw new Problem.Conflict("This endpoint is not active: make it so first.");
        }
    }

    @Transactional
    public void worked(WorkspaceId workspace, UUID endpoint) {
        endpoints.works(workspace, endpoint);
    }

    /**
     * Notes a failure, and ends an endpoint that has failed for {@link #PATIENCE}.
     *
     * @param restUntil until when it asked to be left alone; null where it did not
     */
    @Transactional
    public void failed(WorkspaceId workspace, UUID endpoint, String url, @Nullable Instant restUntil) {
        Instant now = clock.instant();
        endpoints
                .fails(workspace, endpoint, restUntil, now)
                .filter(since -> !since.plus(PATIENCE).isAfter(now))
                .ifPresent(since -> disable(workspace, endpoint, url, "nothing got through since " + since));
    }

    @Transactional
    public void disable(WorkspaceId workspace, UUID endpoint, String url, String reason) {
        if (endpoints.disable(workspace, endpoint, reason, clock.instant())) {
            journal.disabled(workspace, endpoint, url, reason);
        }
    }
}
