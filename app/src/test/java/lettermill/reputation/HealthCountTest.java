package lettermill.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import lettermill.base.MessageId;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.MailEvent;
import lettermill.ledger.outcome.Outcomes;
import lettermill.mailbox.MailboxProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are what anybody would count from the facts, whatever came when and however long the house was down. */
class HealthCountTest extends Ward {

    private static final Duration SPAN = Duration.ofDays(12);
    private static final List<String> WHERE = List.of("gmail.com", "GMX.de", "hotmail.com", "acme.example");
    private static final List<String> ZONES = List.of("Pacific/Auckland", "Asia/Kathmandu", "America/New_York");

    /** A mail and all that is ever to be known of it. */
    private record Story(Patient patient, UUID provider, String email, Instant left, List<MailEvent> facts) {
        LocalDate date() {
            return LocalDate.ofInstant(left, patient.zone());
        }

        boolean has(EventType type) {
            return facts.stream().anyMatch(fact -> fact.type() == type);
        }

        boolean bounced(BounceType type) {
            return facts.stream()
                    .anyMatch(fact -> fact.failure() != null && fact.failure().type() == type);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLateFactOfAnyDateIsCountedOnTheDateOnWhichItsMailLeft(long seed) {
        Random random = new Random(seed);
        List<Patient> patients = ZONES.stream().map(this::patient).toList();
        List<Story> stories = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            stories.add(story(patients.get(random.nextInt(patients.size())), random, n));
        }
        List<MailEvent> all = new ArrayList<>(
                stories.stream().flatMap(story -> story.facts().stream()).toList());
        Collections.shuffle(all, random);
        // The house hears of some on the way, is down for days, and hears the rest in any order.
        for (int first = 0; first < all.size(); first += 50) {
            clock.set(START.plus(Duration.ofDays(first == 0 ? 1 : random.nextInt(30))));
            ledger.record(all.subList(first, Math.min(first + 50, all.size())));
            if (random.nextInt(3) == 0) {
                run();
            }
        }
        clock.set(START.plus(Duration.ofDays(31)));
        run();
        run();
        for (Patient patient : patients) {
            assertThat(counted(patient)).as("seed %d, %s", seed, patient.zone()).isEqualTo(expected(stories, patient));
        }
    }

    private Story story(Patient patient, Random random, int number) {
        Instant left = START.plusSeconds(random.nextLong(SPAN.toSeconds()));
        // Of the second provider nobody hears of arrivals.
        UUID provider = new UUID(7, random.nextInt(2));
        String email = "p" + number + "@" + WHERE.get(random.nextInt(WHERE.size()));
        MessageId message = mail(patient, provider, email, left);
        List<MailEvent> facts = new ArrayList<>(List.of(fact(patient, message, EventType.SEND, left, null)));
        BounceType bounce = random.nextInt(5) == 0 ? BounceType.values()[random.nextInt(3)] : null;
        Instant later = left.plusSeconds(1 + random.nextLong(Duration.ofDays(3).toSeconds()));
        if (bounce != null) {
            facts.add(fact(patient, message, EventType.BOUNCE, later, bounce));
        } else if (provider.getLeastSignificantBits() == 0 && random.nextInt(10) > 0) {
            facts.add(fact(patient, message, EventType.DELIVERY, left.plusSeconds(1), null));
            for (EventType type : List.of(EventType.OPEN, EventType.CLICK, EventType.COMPLAINT)) {
                if (random.nextInt(4) == 0) {
                    facts.add(fact(patient, message, type, later, null));
                }
            }
        }
        return new Story(patient, provider, email, left, facts);
    }

    /** By the words of {@link Outcomes}, mail by mail. */
    private static Map<LocalDate, Map<String, Outcomes>> expected(List<Story> stories, Patient patient) {
        Map<LocalDate, Map<String, Outcomes>> days = new TreeMap<>();
        stories.stream()
                .filter(story -> story.patient() == patient)
                .collect(Collectors.groupingBy(Story::date))
                .forEach((date, ofDay) -> {
                    Map<String, Outcomes> parts = new HashMap<>();
                    for (Story story : ofDay) {
                        boolean reports = ofDay.stream()
                                .anyMatch(other ->
                                        other.provider().equals(story.provider()) && other.has(EventType.DELIVERY));
                        boolean bounced = story.has(EventType.BOUNCE);
                        boolean arrived = !bounced && (!reports || story.has(EventType.DELIVERY));
                        parts.merge(
                                provider(story.email()),
                                new Outcomes(
                                        1,
                                        one(arrived),
                                        1,
                                        one(bounced),
                                        one(story.bounced(BounceType.HARD)),
                                        one(story.bounced(BounceType.BLOCK)),
                                        one(story.has(EventType.COMPLAINT)),
                                        one(story.has(EventType.OPEN)),
                                        one(story.has(EventType.CLICK))),
                                Outcomes::plus);
                    }
                    days.put(date, parts);
                });
        return days;
    }

    private static long one(boolean yes) {
        return yes ? 1 : 0;
    }

    private static String provider(String email) {
        return switch (email.substring(email.indexOf('@') + 1)) {
            case "gmail.com" -> "GMAIL";
            case "GMX.de" -> "GMX";
            case "hotmail.com" -> "OUTLOOK";
            default -> "OTHER";
        };
    }

    private Map<LocalDate, Map<String, Outcomes>> counted(Patient patient) {
        Map<LocalDate, Map<String, Outcomes>> days = new TreeMap<>();
        database.sql("SELECT * FROM reputation.isp_metrics WHERE domain_id = :domain AND workspace_id = :workspace")
                .param("domain", patient.domain())
                .param("workspace", patient.workspace().value())
                .query(row -> {
                    days.computeIfAbsent(row.getObject("day", LocalDate.class), day -> new HashMap<>())
                            .put(
                                    row.getString("mailbox_provider"),
                                    new Outcomes(
                                            row.getLong("attempted"),
                                            row.getLong("delivered"),
                                            row.getLong("settled"),
                                            row.getLong("bounced"),
                                            row.getLong("hard_bounced"),
                                            row.getLong("blocked"),
                                            row.getLong("complaints"),
                                            row.getLong("opened"),
                                            row.getLong("clicked")));
                });
        DomainHealth health = reader.health(patient.workspace(), patient.domain(), 60);
        assertThat(health.days()).hasSameSizeAs(days.keySet()).allSatisfy(day -> {
            Outcomes whole = days.get(day.date()).values().stream().reduce(Outcomes.NONE, Outcomes::plus);
            assertThat(day).isEqualTo(DomainHealth.Day.of(day.date(), whole));
        });
        return days;
    }

    @Test
    void aProviderThatReportsArrivalsIsHeldToThemWhereverTheMailWent() {
        Patient patient = patient("UTC");
        UUID vendor = UUID.randomUUID();
        MessageId arrived = mail(patient, vendor, "a@gmail.com", START);
        MessageId lost = mail(patient, vendor, "b@gmx.de", START);
        ledger.record(List.of(
                fact(patient, arrived, EventType.SEND, START, null),
                fact(patient, lost, EventType.SEND, START, null),
                fact(patient, arrived, EventType.DELIVERY, START, null)));
        clock.advance(Duration.ofHours(2));
        run();
        assertThat(reader.health(patient.workspace(), patient.domain(), 1).mailboxProviders())
                .extracting(
                        DomainHealth.Provider::mailboxProvider,
                        part -> part.figures().delivered())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(MailboxProvider.GMAIL, 1L),
                        org.assertj.core.groups.Tuple.tuple(MailboxProvider.GMX, 0L));
    }

    /** A plain mail server says nothing of arrivals; that somebody opens a mail must not make losses of those that nobody opens. */
    @Test
    void anOpenIsNoReportOfArrivals() {
        Patient patient = patient("UTC");
        UUID server = UUID.randomUUID();
        MessageId read = mail(patient, server, "a@gmail.com", START);
        MessageId unread = mail(patient, server, "b@gmail.com", START);
        ledger.record(List.of(
                fact(patient, read, EventType.SEND, START, null),
                fact(patient, unread, EventType.SEND, START, null),
                fact(patient, read, EventType.OPEN, START.plusSeconds(60), null)));
        clock.advance(Duration.ofHours(2));
        run();
        assertThat(reader.health(patient.workspace(), patient.domain(), 1)
                        .days()
                        .getFirst()
                        .figures()
                        .delivered())
                .isEqualTo(2);
    }

    @Test
    void whatSettlesByTimeAloneIsCountedWithoutANewFact() {
        Patient patient = patient("UTC");
        UUID vendor = UUID.randomUUID();
        for (int n = 0; n < 3; n++) {
            MessageId message = mail(patient, vendor, n + "@example.org", START);
            ledger.record(List.of(fact(patient, message, EventType.SEND, START, null)));
            if (n == 0) {
                ledger.record(List.of(fact(patient, message, EventType.DELIVERY, START, null)));
            }
        }
        run();
        assertThat(settled(patient)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(61));
        run();
        assertThat(settled(patient)).isEqualTo(3);
    }

    private long settled(Patient patient) {
        return reader.health(patient.workspace(), patient.domain(), 1)
                .days()
                .getFirst()
                .figures()
                .settled();
    }

    @Test
    void aMailThatLeftEarlierThanWasBelievedIsNoMailOfTheNextDateAnyMore() {
        Patient patient = patient("UTC");
        Instant midnight = Instant.parse("2026-03-03T00:00:00Z");
        MessageId message = mail(patient, UUID.randomUUID(), "a@example.org", midnight);
        clock.set(midnight);
        ledger.record(List.of(fact(patient, message, EventType.SEND, midnight, null)));
        clock.advance(Duration.ofMinutes(5));
        run();
        clock.advance(Duration.ofDays(9));
        ledger.record(List.of(fact(patient, message, EventType.DELIVERY, midnight.minusSeconds(1), null)));
        clock.advance(Duration.ofMinutes(5));
        run();
        assertThat(reader.health(patient.workspace(), patient.domain(), 60).days())
                .extracting(DomainHealth.Day::date)
                .containsExactly(LocalDate.parse("2026-03-02"));
    }
}
