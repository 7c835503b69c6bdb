package lettermill.notification.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.notification.endpoint.EndpointHealth;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What users see of deliveries, and do with them. */
@Service
class DeliveryService {

    private final DeliveryLog log;
    private final EndpointHealth endpoints;
    private final Audit audit;
    private final Clock clock;

    DeliveryService(DeliveryLog log, EndpointHealth endpoints, Audit audit, Clock clock) {
        this.log = log;
        this.endpoints = endpoints;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem.NotFound when the workspace has no such endpoint */
    Page<Delivery> list(WorkspaceId workspace, DeliveryLog.Filter filter, int limit) {
        endpoints.requireKnown(workspace, filter.endpoint());
        int size = Page.limit(limit);
        List<Delivery> rows = log.list(workspace, filter, size + 1);
        return Page.of(rows, size, delivery -> Long.toString(delivery.id()));
    }

    /** @throws Problem.NotFound when the endpoint has no such delivery */
    DeliveryLog.Kept get(WorkspaceId workspace, UUID endpoint, long id) {
        return log.find(workspace, endpoint, id).orElseThrow(() -> new Problem.NotFound("delivery", id));
    }

    /**
     * Delivers once more, whatever became of it before: at once, and for three days if need be. The event keeps its id.
     *
     * @throws Problem.NotFound when the endpoint has no such delivery
     * @throws Problem.Conflict while the endpoint is not active
     */
    @Transactional
    public Delivery redeliver(Access access, UUID endpoint, long id) {
        get(access.workspace(), endpoint, id);
        endpoints.requireActive(access.workspace(), endpoint);
        Instant now = clock.instant();
        log.restart(access.workspace(), endpoint, id, now.plus(RetryPlan.LONGEST), now);
        audit.record(access, "webhook_delivery.redeliver", Long.toString(id), "");
        return get(access.workspace(), endpoint, id).delivery();
    }
}
