package lettermill.audience;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.audience.suppression.SoftBounces;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.Ledger;
import lettermill.ledger.Located;
import lettermill.ledger.MailEvent;
import lettermill.ledger.MailEventsRecorded;
import lettermill.ledger.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hard bounces, runs of soft ones, complaints and unsubscribes end the mailing of the person, in the transaction that recorded them. */
@Component
class AudienceListener {

    /** Which bounces may end it: the others are about us. */
    private static final Set<@Nullable BounceType> ENDING = EnumSet.of(BounceType.HARD, BounceType.SOFT);

    private final Ledger ledger;
    private final Consents consents;
    private final SoftBounces softBounces;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    AudienceListener(
            Ledger ledger,
            Consents consents,
            SoftBounces softBounces,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.ledger = ledger;
        this.consents = consents;
        this.softBounces = softBounces;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** People of one workspace who leave for one reason, each with the mail that led to it. */
    private record Leavers(List<SubscriberId> people, List<MessageId> messages) {
        Leavers() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private record Departure(WorkspaceId workspace, SubscriberStatus status, UnsubscribeSource source) {}

    @EventListener
    void on(MailEventsRecorded recorded) {
        List<MailEvent> ends = recorded.events().stream()
                .map(RecordedEvent::event)
                .filter(event -> event.message() != null && endsIn(event) != null)
                .toList();
        if (ends.isEmpty()) {
            return;
        }
        Map<MessageId, Located> places = ledger.locate(ends.stream()
                .map(MailEvent::message)
                .filter(java.util.Objects::nonNull)
                .toList());
        Instant now = clock.instant();
        departures(withoutShortRuns(ends, places, now), places)
                .forEach((departure, leavers) -> apply(departure, leavers, now));
    }

    /** Leaves out soft bounces that complete no run; one query for each workspace. */
    private List<MailEvent> withoutShortRuns(List<MailEvent> ends, Map<MessageId, Located> places, Instant now) {
        Map<WorkspaceId, Set<SubscriberId>> soft = new LinkedHashMap<>();
        for (MailEvent event : ends) {
            SubscriberId person = isSoft(event) ? person(event, places) : null;
            if (person != null) {
                soft.computeIfAbsent(event.workspace(), workspace -> new LinkedHashSet<>())
                        .add(person);
            }
        }
        Set<SubscriberId> complete = new HashSet<>();
        soft.forEach((workspace, people) -> complete.addAll(softBounces.completeRuns(workspace, people, now)));
        return ends.stream()
                .filter(event -> !isSoft(event) || complete.contains(person(event, places)))
                .toList();
    }

    private static boolean isSoft(MailEvent event) {
        return event.type() == EventType.BOUNCE
                && event.failure() != null
                && event.failure().type() == BounceType.SOFT;
    }

    private static @Nullable SubscriberId person(MailEvent event, Map<MessageId, Located> places) {
        Located place = event.message() == null ? null : places.get(event.message());
        return place == null ? null : place.subscriber();
    }

    private static Map<Departure, Leavers> departures(List<MailEvent> ends, Map<MessageId, Located> places) {
        Map<Departure, Leavers> departures = new LinkedHashMap<>();
        for (MailEvent event : ends) {
            MessageId message = event.message();
            SubscriberStatus status = endsIn(event);
            Located place = message == null ? null : places.get(message);
            if (message != null && status != null && place != null && place.subscriber() != null) {
                Leavers leavers = departures.computeIfAbsent(
                        new Departure(place.workspace(), status, source(event)), departure -> new Leavers());
                leavers.people().add(place.subscriber());
                leavers.messages().add(message);
            }
        }
        return departures;
    }

    private void apply(Departure departure, Leavers leavers, Instant now) {
        List<SubscriberId> left = consents.leave(
                departure.workspace(),
                leavers.people(),
                leavers.messages(),
                departure.status(),
                departure.source(),
                now);
        if (!left.isEmpty()) {
            publisher.publishEvent(new Consent.Changed(
                    departure.workspace(), ConsentChange.to(departure.status()), departure.source(), left, now));
        }
        // The list outlives the subscriber's row: whoever imports the address again finds it there.
        switch (departure.status()) {
            case BOUNCED ->
                consents.suppress(departure.workspace(), leavers.people(), "BOUNCE", departure.source(), now);
            case COMPLAINED ->
                consents.suppress(departure.workspace(), leavers.people(), "COMPLAINT", departure.source(), now);
            default -> {}
        }
    }

    private static @Nullable SubscriberStatus endsIn(MailEvent event) {
        return switch (event.type()) {
            case BOUNCE ->
                event.failure() != null && ENDING.contains(event.failure().type()) ? SubscriberStatus.BOUNCED : null;
            case COMPLAINT -> SubscriberStatus.COMPLAINED;
            case UNSUBSCRIBE -> SubscriberStatus.UNSUBSCRIBED;
            default -> null;
        };
    }

    private static UnsubscribeSource source(MailEvent event) {
        if (event.type() == EventType.BOUNCE) {
            return UnsubscribeSource.BOUNCE;
        }
        if (event.type() == EventType.COMPLAINT) {
            return UnsubscribeSource.COMPLAINT;
        }
        return UnsubscribeSource.PREFERENCE_CENTER.name().equals(event.source())
                ? UnsubscribeSource.PREFERENCE_CENTER
                : UnsubscribeSource.LINK;
    }
}
