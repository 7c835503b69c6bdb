package lettermill.notification.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.alert.AlertKind;
import lettermill.alert.AlertService;
import lettermill.alert.NewAlert;
import lettermill.base.MergePatch;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The use cases of endpoints. */
@Service
class EndpointService {

    private static final int MOST = 20;
    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final Endpoints endpoints;
    private final SigningSecrets secrets;
    private final Networks networks;
    private final Journal journal;
    private final JsonMapper json;
    private final Clock clock;

    EndpointService(
            Endpoints endpoints,
            SigningSecrets secrets,
            Networks networks,
            Journal journal,
            JsonMapper json,
            Clock clock) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.networks = networks;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    /**
     * An endpoint with what signs for it.
     *
     * @param secret {@code whsec_} and base64; shown this once
     */
    record WithSecret(Endpoint endpoint, String secret) {}

    /**
     * How a secret is replaced.
     *
     * @param overlapHours how long the one before signs beside the new one: 0 ends it at once, 24 unless given, 720 at most
     */
    record Rotation(@Nullable Integer overlapHours) {
        Duration overlap() {
            Duration asked = overlapHours == null ? OVERLAP : Duration.ofHours(overlapHours);
            if (asked.isNegative() || asked.compareTo(LONGEST_OVERLAP) > 0) {
                throw new Problem.Invalid(
                        "overlap_hours", "is " + overlapHours, "a number from 0 to " + LONGEST_OVERLAP.toHours());
            }
            return asked;
        }
    }

    List<Endpoint> list(WorkspaceId workspace) {
        return endpoints.list(workspace);
    }

    /** @throws Problem.NotFound when the workspace has no such endpoint */
    Endpoint get(WorkspaceId workspace, UUID id) {
        return endpoints.find(workspace, id).orElseThrow(() -> new Problem.NotFound("webhook endpoint", id));
    }

    @Transactional
    public WithSecret create(Access access, EndpointRequest request) {
        EndpointRequest content = request.complete(networks);
        if (endpoints.list(access.workspace()).size() >= MOST) {
            throw new Problem.Conflict("A workspace has " + MOST + " webhook endpoints at most.");
        }
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        endpoints.insert(access.workspace(), id, content, now);
        String secret = secrets.add(access.workspace(), id, now);
        journal.changed(access, "webhook_endpoint.create", id, String.valueOf(content.url()));
        return new WithSecret(get(access.workspace(), id), secret);
    }

    @Transactional
    public Endpoint change(Access access, UUID id, ObjectNode patch) {
        Endpoint before = get(access.workspace(), id);
        EndpointRequest current =
                new EndpointRequest(before.url(), before.description(), before.eventTypes(), before.active());
        EndpointRequest content =
                MergePatch.apply(json, current, patch, EndpointRequest.class).complete(networks);
        endpoints.update(access.workspace(), id, content, clock.instant());
        journal.changed(access, "webhook_endpoint.change", id, before.url());
        return get(access.workspace(), id);
    }

    @Transactional
    public void delete(Access access, UUID id) {
        if (!endpoints.delete(access.workspace(), id)) {
            throw new Problem.NotFound("webhook endpoint", id);
        }
        journal.changed(access, "webhook_endpoint.delete", id, "");
    }

    /** Puts a new secret in force; that before signs beside it for a while, so that the receiver can change over. */
    @Transactional
    public WithSecret rotate(Access access, UUID id, Rotation rotation) {
        Endpoint endpoint = get(access.workspace(), id);
        Instant now = clock.instant();
        secrets.retire(access.workspace(), id, now.plus(rotation.overlap()), now);
        String secret = secrets.add(access.workspace(), id, now);
        journal.changed(access, "webhook_endpoint.rotate", id, endpoint.url());
        return new WithSecret(endpoint, secret);
    }

    /** Writes down what was done, and tells those who have to know. */
    @Service
    static class Journal {
        private final Audit audit;
        private final ApplicationEventPublisher publisher;
        private final AlertService alerts;

        Journal(Audit audit, ApplicationEventPublisher publisher, AlertService alerts) {
            this.audit = audit;
            this.publisher = publisher;
            this.alerts = alerts;
        }

        void changed(Access access, String action, UUID id, String detail) {
            audit.record(access, action, id.toString(), detail);
            publisher.publishEvent(new EndpointsChanged(access.workspace()));
        }

        void disabled(WorkspaceId workspace, UUID id, String url, String reason) {
            audit.record(workspace, "notification", "webhook_endpoint.disable", id.toString(), reason);
            publisher.publishEvent(new EndpointsChanged(workspace));
            alerts.raise(new NewAlert(
                    workspace,
                    AlertKind.ENDPOINT_DISABLED,
                    id.toString(),
                    url + " hears of nothing any more: " + reason,
                    Map.of("endpoint_id", id.toString(), "url", url, "reason", reason)));
        }
    }
}
