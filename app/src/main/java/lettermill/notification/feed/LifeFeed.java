package lettermill.notification.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.alert.AlertRaised;
import lettermill.audience.Consent;
import lettermill.audience.ConsentChange;
import lettermill.base.WorkspaceId;
import lettermill.campaign.Campaign;
import lettermill.campaign.CampaignStatus;
import lettermill.notification.NotificationType;
import lettermill.notification.endpoint.Wishes;
import lettermill.sender.standing.DomainPaused;
import lettermill.sender.standing.DomainResumed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of people, campaigns and domains, and what alerts owners, in the transaction that made it so. */
@Component
class LifeFeed {

    private final Wishes wishes;
    private final Waiting waiting;
    private final JsonMapper json;
    private final Clock clock;

    LifeFeed(Wishes wishes, Waiting waiting, JsonMapper json, Clock clock) {
        this.wishes = wishes;
        this.waiting = waiting;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void on(Consent.Changed changed) {
        Optional<NotificationType> type = type(changed.change());
        if (type.isEmpty() || !wishes.include(changed.workspace(), type.get())) {
            return;
        }
        String data =
                json.createObjectNode().put("source", changed.source().name()).toString();
        List<Waiting.Notice> notices = changed.people().stream()
                .map(person -> new Waiting.Notice(UUID.randomUUID(), type.get(), changed.at(), data, person.value()))
                .toList();
        waiting.addPeople(changed.workspace(), notices, clock.instant());
    }

    /** A say on one category leaves a person where they are. */
    private static Optional<NotificationType> type(ConsentChange change) {
        return switch (change) {
            case SUBSCRIBED -> Optional.of(NotificationType.SUBSCRIBER_SUBSCRIBED);
            case CONFIRMED -> Optional.of(NotificationType.SUBSCRIBER_CONFIRMED);
            case UNSUBSCRIBED -> Optional.of(NotificationType.SUBSCRIBER_UNSUBSCRIBED);
            case RESUBSCRIBED -> Optional.of(NotificationType.SUBSCRIBER_RESUBSCRIBED);
            case BOUNCED -> Optional.of(NotificationType.SUBSCRIBER_BOUNCED);
            case COMPLAINED -> Optional.of(NotificationType.SUBSCRIBER_COMPLAINED);
            case CATEGORY_SUBSCRIBED, CATEGORY_UNSUBSCRIBED -> Optional.empty();
        };
    }

    @EventListener
    void on(Campaign.Moved moved) {
        ObjectNode data = json.createObjectNode()
                .put("campaign_id", moved.campaign().toString())
                .put("name", moved.name())
                .put("previous_status", moved.from().name())
                .put("status", moved.to().name())
                .put("note", moved.note());
        type(moved).ifPresent(type -> add(moved.workspace(), type, moved.at(), data));
    }

    private static Optional<NotificationType> type(Campaign.Moved moved) {
        boolean begins = moved.from() == CampaignStatus.DRAFT || moved.from() == CampaignStatus.SCHEDULED;
        return switch (moved.to()) {
            case DRAFT -> Optional.empty();
            case SCHEDULED -> Optional.of(NotificationType.CAMPAIGN_SCHEDULED);
            case SENDING -> Optional.of(begins ? NotificationType.CAMPAIGN_STARTED : NotificationType.CAMPAIGN_RESUMED);
            case SENT -> Optional.of(NotificationType.CAMPAIGN_FINISHED);
            case PAUSED -> Optional.of(NotificationType.CAMPAIGN_PAUSED);
            case CANCELLED -> Optional.of(NotificationType.CAMPAIGN_CANCELLED);
        };
    }

    @EventListener
    void on(DomainPaused paused) {
        ObjectNode data = json.createObjectNode()
                .put("domain_id", paused.domain().toString())
                .put("host", paused.host())
                .put("actor", paused.actor())
                .put("reason", paused.reason());
        add(paused.workspace(), NotificationType.DOMAIN_PAUSED, clock.instant(), data);
    }

    @EventListener
    void on(DomainResumed resumed) {
        ObjectNode data = json.createObjectNode()
                .put("domain_id", resumed.domain().toString())
                .put("note", resumed.note());
        add(resumed.workspace(), NotificationType.DOMAIN_RESUMED, clock.instant(), data);
    }

    @EventListener
    void on(AlertRaised raised) {
        ObjectNode data = json.createObjectNode()
                .put("alert_id", raised.alert())
                .put("kind", raised.kind().name())
                .put("title", raised.title());
        data.set("details", json.valueToTree(raised.details()));
        add(raised.workspace(), NotificationType.ALERT_RAISED, raised.raisedAt(), data);
    }

    private void add(WorkspaceId workspace, NotificationType type, Instant at, ObjectNode data) {
        if (wishes.include(workspace, type)) {
            waiting.add(
                    workspace,
                    List.of(new Waiting.Notice(UUID.randomUUID(), type, at, data.toString(), null)),
                    clock.instant());
        }
    }
}
