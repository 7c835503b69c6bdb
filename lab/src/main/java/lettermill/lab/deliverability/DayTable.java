package lettermill.lab.deliverability;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import lettermill.lab.product.Api;
import tools.jackson.databind.JsonNode;

/** The live table: a day's figures of each domain, as the product's API gives them in the evening. */
final class DayTable {
    private final Api api;
    private final PrintStream out;

    DayTable(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    void head() {
        out.printf(
                "%n%-14s %-14s %6s %6s %8s %10s  %-14s %s%n",
                "day", "domain", "cap", "sent", "bounce", "complaint", "health", "status");
    }

    void day(int day, LocalDate date, List<Sending> sendings) throws IOException, InterruptedException {
        String when = day + " " + date;
        for (Sending sending : sendings) {
            JsonNode domain = api.get(House.DOMAINS + "/" + sending.id());
            JsonNode figures = figures(sending, date);
            boolean today = domain.path("daily_date").asString("").equals(date.toString());
            out.printf(
                    "%-14s %-14s %6s %6d %6.1f %% %8.2f %%  %-14s %s%n",
                    when,
                    sending.host(),
                    cap(domain),
                    today ? domain.path("daily_sent").asInt() : 0,
                    100 * figures.path("bounce_rate").asDouble(0),
                    100 * figures.path("complaint_rate").asDouble(0),
                    domain.path("health_score").asInt() + " "
                            + domain.path("health_status").asString(),
                    status(domain));
            when = "";
        }
    }

    /** The same of addresses; they have no health. */
    void addresses(LocalDate date, List<Address> addresses) throws IOException, InterruptedException {
        for (Address address : addresses) {
            JsonNode ip = api.get(address.path());
            JsonNode day = Days.last(api.get(address.path() + "/warming/progress"));
            boolean counted = day.path("date").asString("").equals(date.toString());
            boolean today = ip.path("daily_date").asString("").equals(date.toString());
            out.printf(
                    "%-14s %-14s %6s %6d %6.1f %% %8.2f %%  %-14s %s%n",
                    "",
                    address.digits(),
                    cap(ip),
                    today ? ip.path("daily_sent").asInt() : 0,
                    counted ? 100 * day.path("bounce_rate").asDouble(0) : 0,
                    counted ? 100 * day.path("complaint_rate").asDouble(0) : 0,
                    "",
                    status(ip));
        }
    }

    private static String cap(JsonNode sender) {
        JsonNode limit = sender.path("daily_limit");
        return limit.isNull() ? "none" : limit.asString();
    }

    private static String status(JsonNode sender) {
        return sender.path("pause").isNull()
                ? "warming " + sender.path("warming_status").asString()
                : "PAUSED: " + sender.path("pause").path("reason").asString();
    }

    private JsonNode figures(Sending sending, LocalDate date) throws IOException, InterruptedException {
        JsonNode health = api.get(House.DOMAINS + "/" + sending.id() + "/health?days=2");
        for (JsonNode each : health.path("days")) {
            if (each.path("date").asString("").equals(date.toString())) {
                return each.path("figures");
            }
        }
        return Api.object();
    }
}
