package lettermill.lab.deliverability;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import lettermill.lab.Lab;
import lettermill.lab.product.Api;
import lettermill.lab.world.Arrival.Folder;
import tools.jackson.databind.JsonNode;

/** What it came to, and whether that is as it should be. */
final class Result {
    private final Api api;
    private final Lab lab;
    private final Received received;
    private final PrintStream out;
    private final List<String> wrong = new ArrayList<>();

    Result(Api api, Lab lab, Received received, PrintStream out) {
        this.api = api;
        this.lab = lab;
        this.received = received;
        this.out = out;
    }

    /**
     * Prints it.
     *
     * @param campaigns all
     * @param pooled the two over the same pool, by the word that their people's addresses begin with
     * @return what is not as it should be, in sentences
     */
    List<String> tell(House house, List<String> campaigns, Map<String, String> pooled)
            throws IOException, InterruptedException {
        out.println();
        List<Sending> sendings = house.sendings();
        for (Sending sending : sendings) {
            caps(sending);
        }
        for (Address address : house.addresses()) {
            address(address, address.equals(house.addresses().getFirst()));
        }
        paused(sendings);
        alerts();
        routes(campaigns);
        inboxes(pooled);
        world();
        wrong.forEach(sentence -> out.println("NOT AS IT SHOULD BE: " + sentence));
        return wrong;
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    /** By date, the cap the product names against what the lab received. */
    private void caps(Sending sending) throws IOException, InterruptedException {
        JsonNode progress = api.get(House.DOMAINS + "/" + sending.id() + "/warming/progress");
        int days = caps(sending.host(), progress, date -> received.on(sending.host(), date));
        if (sending.list().equals("east")) {
            return;
        }
        expect(days == Days.WARMING, sending.host() + " warmed for " + days + " days");
        expect(progress.path("status").asString().equals("COMPLETED"), sending.host() + " has not ended its warming");
        LocalDate last = LocalDate.parse(Days.last(progress).path("date").asString());
        int next = received.on(sending.host(), last.plusDays(1));
        out.printf("%-14s on day 22, without a cap: %d mails%n", "", next);
        expect(next > Days.last(progress).path("target").asInt(), sending.host() + " had no full volume on day 22");
    }

    /** @return days of the warming */
    private int caps(String name, JsonNode progress, ToIntFunction<LocalDate> got) {
        int passed = 0;
        int used = 0;
        int days = 0;
        for (JsonNode day : progress.path("progress")) {
            int mails = got.applyAsInt(LocalDate.parse(day.path("date").asString()));
            if (mails > day.path("target").asInt()) {
                passed++;
                out.println("passed its cap: " + name + " on " + day + " with " + mails);
            }
            used += mails == day.path("target").asInt() ? 1 : 0;
            days++;
        }
        out.printf(
                "%-14s caps of %d days passed %d times, used to the last mail on %d; warming %s%n",
                name, days, passed, used, progress.path("status").asString());
        expect(passed == 0, name + " passed its cap on " + passed + " days");
        expect(days == 0 || used > 0, name + " never used its cap");
        return days;
    }

    /** By date, the cap the product names against what came from there; and in whose name. */
    private void address(Address address, boolean warmed) throws IOException, InterruptedException {
        JsonNode progress = api.get(address.path() + "/warming/progress");
        if (warmed) {
            int days = caps(address.digits(), progress, date -> received.from(address.digits(), date));
            expect(days == Days.WARMING, address.digits() + " warmed for " + days + " days");
            String status = progress.path("status").asString();
            expect(status.equals("COMPLETED"), address.digits() + " has not ended its warming: " + status);
        }
        int all = received.from(address.digits());
        int named = received.from(address.digits(), address.host());
        out.printf(
                "%-14s %d mails left from it, %d of them in the name of %s%n",
                warmed ? "" : address.digits(), all, named, address.host());
        expect(named > 0, "no mail of " + address.host() + " left from " + address.digits());
    }

    private void paused(List<Sending> sendings) throws IOException, InterruptedException {
        for (Sending sending : sendings) {
            JsonNode pause = api.get(House.DOMAINS + "/" + sending.id()).path("pause");
            boolean east = sending.list().equals("east");
            expect(pause.isNull() != east, sending.host() + (east ? " is not paused" : " is paused: " + pause));
            if (!pause.isNull()) {
                LocalDate day = Instant.parse(pause.path("at").asString())
                        .atZone(Settings.ZONE)
                        .toLocalDate();
                int after = received.after(sending.host(), day);
                String reason = pause.path("reason").asString();
                out.printf(
                        "%-14s paused on %s by %s: %s%n",
                        sending.host(), day, pause.path("by").asString(), reason);
                out.printf("%-14s mails on all days after that: %d%n", "", after);
                expect(after == 0, after + " mails left in the name of the paused " + sending.host());
                expect(reason.contains("bounce"), "the pause does not say the bounces: " + reason);
            }
        }
    }

    private void alerts() throws IOException, InterruptedException {
        Map<String, Integer> kinds = new TreeMap<>();
        for (JsonNode alert :
                api.get(House.INFRASTRUCTURE + "/alerts?shown=all&limit=200").path("items")) {
            kinds.merge(alert.path("kind").asString(), 1, Integer::sum);
        }
        out.println("Alerts:        " + kinds);
        expect(kinds.containsKey("WARMING_PAUSED"), "no alert tells of the pause");
        expect(kinds.containsKey("PROVIDER_FAILING"), "no alert tells of the provider that failed");
    }

    private void routes(List<String> campaigns) throws IOException, InterruptedException {
        Map<String, String> providers = new HashMap<>();
        Map<String, Integer> split = new LinkedHashMap<>();
        boolean closed = true;
        for (JsonNode provider : api.get(House.INFRASTRUCTURE + "/providers").path("items")) {
            providers.put(provider.path("id").asString(), provider.path("name").asString());
            split.put(provider.path("name").asString(), 0);
            closed &= provider.path("breaker").path("state").asString().equals("CLOSED");
        }
        int failovers = 0;
        for (String campaign : campaigns) {
            String after = "";
            do {
                JsonNode page = api.get(House.CAMPAIGNS + "/" + campaign + "/recipients?limit=500" + after);
                for (JsonNode row : page.path("items")) {
                    String provider = providers.get(row.path("provider_id").asString(""));
                    if (provider != null && !row.path("sent_at").isNull()) {
                        split.merge(provider, 1, Integer::sum);
                    }
                    failovers += row.path("route_reason").asString("").contains(" failed") ? 1 : 0;
                }
                after = page.path("next").isNull()
                        ? ""
                        : "&after=" + page.path("next").asString();
            } while (!after.isEmpty());
        }
        out.println("Sent by route: " + split);
        out.println("Failovers:     " + failovers + " letters took another provider when theirs failed");
        expect(failovers > 0, "no letter was failed over");
        expect(split.values().stream().allMatch(count -> count > 0), "a provider carried nothing");
        expect(closed, "the breaker of a provider is still open");
    }

    private void inboxes(Map<String, String> pooled) throws IOException, InterruptedException {
        Map<String, Double> rates = new HashMap<>();
        for (Map.Entry<String, String> each : pooled.entrySet()) {
            String list = each.getKey();
            int inbox = received.in(list, Folder.INBOX);
            int spam = received.in(list, Folder.SPAM);
            double rate = 100.0 * inbox / Math.max(1, inbox + spam);
            rates.put(list, rate);
            String name = api.get(House.CAMPAIGNS + "/" + each.getValue())
                    .path("name")
                    .asString();
            out.printf("%-14s %d in the inbox, %d in the spam folder: %.1f %% inbox%n", name, inbox, spam, rate);
        }
        expect(
                rates.getOrDefault("health", 0.0) > rates.getOrDefault("round", 100.0),
                "HEALTH reaches no more inboxes");
    }

    private void world() {
        Map<String, Long> refused = lab.stats().answers().refusedByCode();
        out.println("Mailbox providers refused: " + refused);
        expect(refused.getOrDefault("421 4.7.0", 0L) > 0, "no mailbox provider throttled");
        expect(received.twice() == 0, received.twice() + " people got a mail twice");
    }
}
