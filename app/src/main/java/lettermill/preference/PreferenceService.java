package lettermill.preference;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.audience.CategoryChoice;
import lettermill.audience.Consent;
import lettermill.audience.Evidence;
import lettermill.audience.Preferences;
import lettermill.audience.SubscriptionFrequency;
import lettermill.audience.UnsubscribeSource;
import lettermill.base.MessageId;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.EventType;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEvent;
import lettermill.token.Recipient;
import lettermill.token.Tokens;
import lettermill.workspace.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What somebody may see and change with nothing but the token from a mail. */
@Service
class PreferenceService {
    private final Tokens tokens;
    private final Workspaces workspaces;
    private final Consent consent;
    private final Ledger ledger;
    private final Clock clock;

    PreferenceService(Tokens tokens, Workspaces workspaces, Consent consent, Ledger ledger, Clock clock) {
        this.tokens = tokens;
        this.workspaces = workspaces;
        this.consent = consent;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Who holds the token.
     *
     * @param message the mail it came with; null when it was given out otherwise
     */
    record Person(
            WorkspaceId workspace,
            SubscriberId subscriber,
            @Nullable MessageId message) {}

    /** Empty for anything but a preference token of ours whose person still exists. */
    Optional<Person> find(String preferenceToken) {
        return tokens.readPreference(preferenceToken).flatMap(this::person);
    }

    /** Empty for anything but an unsubscribe token of ours whose person still exists. */
    Optional<Person> findByUnsubscribeToken(String unsubscribeToken) {
        return tokens.readUnsubscribe(unsubscribeToken).flatMap(this::person);
    }

    String preferenceToken(Person person) {
        return tokens.preference(person.subscriber(), person.message());
    }

    PreferenceView view(Person person) {
        Preferences preferences = consent.preferences(person.workspace(), person.subscriber());
        return new PreferenceView(
                workspaces.get(person.workspace()).name(),
                MaskedAddress.of(preferences.email()),
                preferences.status(),
                !preferences.status().left(),
                preferences.categories().stream()
                        .map(PreferenceService::category)
                        .toList());
    }

    /**
     * Does what is asked for; what is not mentioned stays, and what doesn't exist is passed over.
     *
     * @throws Problem.TooManyRequests when this is one of very many changes; leaving is never refused
     */
    @Transactional
    PreferenceView change(Person person, PreferenceChange change) {
        if (!Boolean.FALSE.equals(change.subscribed())) {
            consent.requireCalm(person.workspace(), person.subscriber());
        }
        Map<String, PreferenceView.Category> present = view(person).categories().stream()
                .collect(Collectors.toMap(PreferenceView.Category::slug, Function.identity()));
        for (PreferenceChange.Choice choice : change.choices()) {
            PreferenceView.Category old = present.get(choice.slug());
            if (old != null) {
                set(person, old, choice);
            }
        }
        if (Boolean.TRUE.equals(change.subscribed())) {
            consent.resubscribe(
                    person.workspace(), person.subscriber(), UnsubscribeSource.PREFERENCE_CENTER, person.message());
        } else if (Boolean.FALSE.equals(change.subscribed())) {
            leave(person, UnsubscribeSource.PREFERENCE_CENTER);
        }
        return view(person);
    }

    /** Unsubscribes from everything, from the page. A second time changes nothing. */
    @Transactional
    PreferenceView leaveByPage(Person person) {
        leave(person, UnsubscribeSource.PREFERENCE_CENTER);
        return view(person);
    }

    /** Unsubscribes from everything, by the List-Unsubscribe header. A second time changes nothing. */
    @Transactional
    PreferenceView leaveByLink(Person person) {
        leave(person, UnsubscribeSource.LINK);
        return view(person);
    }

    private void leave(Person person, UnsubscribeSource source) {
        consent.unsubscribe(person.workspace(), person.subscriber(), source, person.message());
        MessageId message = person.message();
        if (message != null) {
            ledger.record(List.of(new MailEvent(
                    person.workspace(),
                    message,
                    null,
                    EventType.UNSUBSCRIBE,
                    "unsubscribe/" + message,
                    clock.instant(),
                    null,
                    null,
                    source.name())));
        }
    }

    private void set(Person person, PreferenceView.Category old, PreferenceChange.Choice choice) {
        boolean subscribed = choice.subscribed() == null ? old.subscribed() : choice.subscribed();
        SubscriptionFrequency frequency = choice.frequency() == null ? old.frequency() : choice.frequency();
        if (subscribed != old.subscribed() || frequency != old.frequency()) {
            consent.setCategory(
                    person.workspace(),
                    person.subscriber(),
                    old.id(),
                    subscribed ? CategoryChoice.SUBSCRIBED : CategoryChoice.UNSUBSCRIBED,
                    frequency,
                    Evidence.of(UnsubscribeSource.PREFERENCE_CENTER, person.message()));
        }
    }

    private Optional<Person> person(Recipient recipient) {
        return consent.workspaceOf(recipient.subscriber())
                .map(workspace -> new Person(workspace, recipient.subscriber(), recipient.message()));
    }

    private static PreferenceView.Category category(Preferences.Category category) {
        return new PreferenceView.Category(
                category.id(),
                category.slug(),
                category.name(),
                category.description(),
                category.choice() == CategoryChoice.SUBSCRIBED,
                category.frequency());
    }
}
