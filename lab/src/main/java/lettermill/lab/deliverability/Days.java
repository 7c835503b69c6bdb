package lettermill.lab.deliverability;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import lettermill.lab.product.Api;
import lettermill.lab.product.MovedTime;
import lettermill.lab.product.Owner;
import lettermill.lab.world.Arrival;
import tools.jackson.databind.JsonNode;

/** Lets days pass: in the morning warmings turn, by day campaigns send and vendors report, in the evening health is counted. */
final class Days {
    /** Days of the warming. */
    static final int WARMING = 21;

    private static final int MAILGUN_FAILS = 9;
    private static final int MAILGUN_SERVES = 11;
    private static final int SOUTH_COMPLAINT = 13;
    private static final int NORTH_COMPLAINT = 16;
    private static final LocalTime MORNING = LocalTime.of(6, 0);
    private static final LocalTime SENDING = LocalTime.of(10, 0);
    private static final LocalTime AGAIN = LocalTime.of(14, 0);
    /** For so many hours after that vendors try again what was put off. */
    private static final int HOURS = 5;

    private static final LocalTime EVENING = LocalTime.of(21, 0);
    private static final long PACE_MILLIS = 200;
    private static final long LONGEST_MILLIS = 60_000;
    /** So many looks at which nothing has moved mean that no more comes. */
    private static final int QUIET_LOOKS = 12;

    private final Api api;
    private final Owner owner;
    private final MovedTime time;
    private final Vendors vendors;
    private final Readership readers;
    private final Received received;
    private final PrintStream out;

    /** What the days go on in. */
    record World(MovedTime time, Vendors vendors, Readership readers, Received received) {}

    Days(Api api, Owner owner, World world, PrintStream out) {
        this.api = api;
        this.owner = owner;
        time = world.time();
        vendors = world.vendors();
        readers = world.readers();
        received = world.received();
        this.out = out;
    }

    private void jump(LocalDate date, LocalTime at) throws IOException, InterruptedException {
        Instant moment = date.atTime(at).atZone(Settings.ZONE).toInstant();
        time.jump(moment);
    }

    /** Six in the morning of a date, signed in. */
    void morning(LocalDate date) throws IOException, InterruptedException {
        jump(date, MORNING);
        owner.signIn(Optional.empty());
    }

    /** Until all warmings have turned to the date. */
    void turn(LocalDate date, List<Sending> sendings) throws IOException, InterruptedException {
        until("warmings turn to " + date, () -> turned(sendings, date));
    }

    /**
     * From the morning to the evening.
     *
     * @param campaigns that go out today
     */
    void pass(int day, LocalDate date, List<Sending> sendings, List<String> campaigns)
            throws IOException, InterruptedException {
        if (day == MAILGUN_FAILS || day == MAILGUN_SERVES) {
            vendors.mailgunDown(day == MAILGUN_FAILS);
            out.println(day == MAILGUN_FAILS ? "    mailgun begins to fail" : "    mailgun serves again");
        }
        jump(date, SENDING);
        untilQuiet(sendings, campaigns);
        vendors.report();
        jump(date, AGAIN);
        vendors.retry();
        List<Arrival> arrivals = received.fresh();
        readers.read(arrivals);
        complaints(day, arrivals);
        untilQuiet(sendings, campaigns);
        for (int hour = 1; hour <= HOURS && vendors.putOff() > 0; hour++) {
            jump(date, AGAIN.plusHours(hour));
            vendors.retry();
        }
        vendors.report();
        evening(date, sendings);
    }

    private void complaints(int day, List<Arrival> arrivals) {
        if (day == SOUTH_COMPLAINT || day == NORTH_COMPLAINT) {
            String host = day == SOUTH_COMPLAINT ? "south.example" : "north.example";
            out.println(
                    readers.complain(arrivals, host)
                            ? "    somebody calls a mail of " + host + " spam"
                            : "    nobody could complain of " + host);
        }
    }

    /** The afternoon, when those who were put off are tried again. */
    void later(LocalDate date) throws IOException, InterruptedException {
        jump(date, AGAIN);
    }

    /** Hours after the last mail: thresholds are looked at and health is counted. */
    void evening(LocalDate date, List<Sending> sendings) throws IOException, InterruptedException {
        jump(date, EVENING);
        Instant evening = date.atTime(EVENING).atZone(Settings.ZONE).toInstant();
        until("health is counted in the evening of " + date, () -> {
            for (Sending sending : sendings) {
                JsonNode health = api.get(House.DOMAINS + "/" + sending.id() + "/health?days=1");
                // A domain without mail has nothing to count.
                if (received.on(sending.host(), date) > 0
                        && !Instant.parse(health.path("counted_at").asString("1970-01-01T00:00:00Z"))
                                .isAfter(evening)) {
                    return false;
                }
            }
            return true;
        });
        until("thresholds are looked at in the evening of " + date, () -> counted(sendings, date));
    }

    private boolean turned(List<Sending> sendings, LocalDate date) throws IOException, InterruptedException {
        for (Sending sending : sendings) {
            JsonNode progress = progress(sending);
            boolean under = progress.path("status").asString().equals("IN_PROGRESS");
            if (under && last(progress).path("date").asString("").compareTo(date.toString()) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean counted(List<Sending> sendings, LocalDate date) throws IOException, InterruptedException {
        for (Sending sending : sendings) {
            JsonNode progress = progress(sending);
            JsonNode today = last(progress);
            boolean under = progress.path("status").asString().equals("IN_PROGRESS");
            if (under
                    && today.path("date").asString("").equals(date.toString())
                    && today.path("actual").asInt() < received.on(sending.host(), date)) {
                return false;
            }
        }
        return true;
    }

    JsonNode progress(Sending sending) throws IOException, InterruptedException {
        return api.get(House.DOMAINS + "/" + sending.id() + "/warming/progress");
    }

    /** The warming's present day. */
    static JsonNode last(JsonNode progress) {
        JsonNode days = progress.path("progress");
        return days.path(Math.max(0, days.size() - 1));
    }

    /** Until nothing is on its way, and either all room of the day is used or nothing has moved for a while. */
    void untilQuiet(List<Sending> sendings, List<String> campaigns) throws IOException, InterruptedException {
        int[] quiet = {0, -1};
        until("campaigns have sent what they may", () -> {
            int all = received.all();
            quiet[0] = all == quiet[1] && !inFlight(campaigns) ? quiet[0] + 1 : 0;
            quiet[1] = all;
            return quiet[0] >= QUIET_LOOKS || (quiet[0] >= 3 && full(sendings, campaigns));
        });
    }

    private boolean inFlight(List<String> campaigns) throws IOException, InterruptedException {
        for (String campaign : campaigns) {
            JsonNode phases = api.get(House.CAMPAIGNS + "/" + campaign + "/progress");
            if (phases.path("claimed").asLong(0) + phases.path("handed").asLong(0) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether all campaigns are sent, or all domains have used their caps. */
    private boolean full(List<Sending> sendings, List<String> campaigns) throws IOException, InterruptedException {
        boolean sent = true;
        for (String campaign : campaigns) {
            JsonNode now = api.get(House.CAMPAIGNS + "/" + campaign);
            if (now.path("materialised_at").isNull()) {
                return false;
            }
            sent &= now.path("status").asString().equals("SENT");
        }
        boolean used = !sendings.isEmpty();
        for (Sending sending : sendings) {
            JsonNode domain = api.get(House.DOMAINS + "/" + sending.id());
            boolean room = domain.path("daily_limit").isNull()
                    || received.on(sending.host(), today())
                            < domain.path("daily_limit").asInt();
            used &= !room || !domain.path("pause").isNull();
        }
        return sent || used;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.instant(), Settings.ZONE);
    }

    /** What is waited for; asks the product. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void until(String what, Condition done) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_MILLIS * 1_000_000;
        while (!done.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("waited a minute until " + what);
            }
            Thread.sleep(PACE_MILLIS);
        }
    }
}
