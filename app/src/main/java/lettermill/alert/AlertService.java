package lettermill.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import lettermill.workspace.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Raises alerts, lists them, and takes them off people's lists. */
@Service
public class AlertService {

    private final Alerts alerts;
    private final Workspaces workspaces;
    private final Audit audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    AlertService(Alerts alerts, Workspaces workspaces, Audit audit, ApplicationEventPublisher publisher, Clock clock) {
        this.alerts = alerts;
        this.workspaces = workspaces;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Which alerts to list. */
    enum Shown {
        /** Those that nobody has acknowledged. */
        OPEN,
        ALL
    }

    /** Takes part in the transaction of what it is about: the one is not true without the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void raise(NewAlert alert) {
        Instant now = clock.instant();
        LocalDate day =
                LocalDate.ofInstant(now, workspaces.get(alert.workspace()).timezone());
        alerts.raise(alert, day, now)
                .ifPresent(id -> publisher.publishEvent(
                        new AlertRaised(alert.workspace(), id, alert.kind(), alert.title(), alert.details(), now)));
    }

    /** The newest first; {@code after} is the {@code next} of the page before. */
    Page<Alert> list(Access access, Shown shown, @Nullable Long after, int limit) {
        int size = Page.limit(limit);
        List<Alert> rows = alerts.list(access.workspace(), shown, after == null ? Long.MAX_VALUE : after, size + 1);
        return Page.of(rows, size, alert -> String.valueOf(alert.id()));
    }

    /** Says that somebody looks after it. The first one's name stays. */
    @Transactional
    public Alert acknowledge(Access access, long id) {
        Alert alert = find(access, id);
        if (alerts.acknowledge(access.workspace(), id, access.actor(), clock.instant())) {
            audit.record(access, "alert.acknowledge", String.valueOf(id), alert.title());
        }
        return find(access, id);
    }

    private Alert find(Access access, long id) {
        return alerts.find(access.workspace(), id).orElseThrow(() -> new Problem.NotFound("alert", id));
    }
}
