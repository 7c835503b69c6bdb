package lettermill.lab.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lettermill.lab.Lab;
import lettermill.lab.product.Api;
import lettermill.lab.world.Diary.Deed;
import tools.jackson.databind.JsonNode;

/** Follows a campaign in the terminal until it is sent and the lab's people are done with it, and judges the result. */
final class Watch {

    private static final int BAR = 40;
    private static final long PACE_MILLIS = 500;
    /** As many looks without anybody doing anything more mean that all is done. */
    private static final int QUIET_LOOKS = 10;

    private final Api api;
    private final Lab lab;
    private final String path;
    private final String campaign;
    private final PrintStream out;

    Watch(Api api, Lab lab, String path, String campaign, PrintStream out) {
        this.api = api;
        this.lab = lab;
        this.path = path;
        this.campaign = campaign;
        this.out = out;
    }

    Outcome untilDone() throws IOException, InterruptedException {
        long shown = -1;
        int quiet = 0;
        Progress now = progress();
        // Some servers ask for another try minutes later; nobody at a terminal waits for the last of them.
        while (now.open() > 0 && !(now.onlyDeferred() && quiet >= QUIET_LOOKS)) {
            quiet = now.done() == shown ? quiet + 1 : 0;
            if (now.done() != shown) {
                bar(now);
                shown = now.done();
            }
            Thread.sleep(PACE_MILLIS);
            now = progress();
        }
        bar(now);
        out.println();
        if (now.open() > 0) {
            out.printf("%,d were asked by their servers to be tried again later, and will be.%n", now.open());
        }
        out.println("The people of the mailboxes read, click, leave and complain ...");
        JsonNode stats = untilQuiet();
        table(stats);
        return new Outcome(campaign, judge(now));
    }

    /**
     * How far the campaign is.
     *
     * @param open messages that still wait or are on their way
     */
    private record Progress(String status, long total, long open, long inFlight) {
        long done() {
            return total - open;
        }

        boolean onlyDeferred() {
            return inFlight == 0 && done() > 0;
        }
    }

    private Progress progress() throws IOException, InterruptedException {
        JsonNode now = api.get(path);
        JsonNode phases = api.get(path + "/progress");
        long inFlight = phases.path("claimed").asLong(0) + phases.path("handed").asLong(0);
        boolean started = !now.path("materialised_at").isNull();
        long total = started ? now.path("total_recipients").asLong() : 0;
        long open = started ? inFlight + phases.path("waiting").asLong(0) : 1;
        return new Progress(now.path("status").asString(), Math.max(total, open), open, inFlight);
    }

    private void bar(Progress now) {
        int filled = (int) (BAR * now.done() / Math.max(1, now.total()));
        out.print("\r[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + now.done() + " of " + now.total()
                + "   ");
        out.flush();
    }

    private JsonNode untilQuiet() throws IOException, InterruptedException {
        long before = -1;
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            long deeds = lab.diary().counts().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            quiet = deeds == before ? quiet + 1 : 0;
            before = deeds;
            Thread.sleep(PACE_MILLIS);
        }
        return api.get(path + "/stats");
    }

    private void table(JsonNode stats) throws IOException, InterruptedException {
        out.println();
        out.println("Lettermill counted:");
        for (Map.Entry<String, JsonNode> figure : stats.properties()) {
            JsonNode value = figure.getValue();
            if (value.isIntegralNumber()) {
                out.printf("  %-28s %,10d%n", figure.getKey(), value.asLong());
            } else if (value.isNumber()) {
                out.printf("  %-28s %10.2f %%%n", figure.getKey(), 100 * value.asDouble());
            }
        }
        out.println("Skipped, refused or bounced, by reason:");
        reasons().forEach((reason, count) -> out.printf("  %-28s %,10d%n", reason, count));
        out.println("The mailbox world did:");
        new TreeMap<>(lab.diary().counts()).forEach((deed, count) -> out.printf("  %-28s %,10d%n", deed, count));
    }

    private Map<String, Long> reasons() throws IOException, InterruptedException {
        Map<String, Long> reasons = new TreeMap<>();
        for (String status : List.of("FAILED", "BOUNCED")) {
            String after = "";
            do {
                JsonNode page = api.get(path + "/recipients?limit=500&status=" + status + after);
                page.path("items")
                        .forEach(row -> reasons.merge(row.path("reason").asString("?"), 1L, Long::sum));
                after = page.path("next").isNull()
                        ? ""
                        : "&after=" + page.path("next").asString();
            } while (!after.isEmpty());
        }
        return reasons;
    }

    /** What the world reported by mail has to be counted. */
    private List<String> feedback(JsonNode campaign) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        long complained = lab.diary().count(Deed.COMPLAINT);
        if (campaign.path("complaint_count").asLong() < complained) {
            wrong.add("of " + complained + " complaints only "
                    + campaign.path("complaint_count").asLong() + " are counted");
        }
        long bounced = lab.diary().count(Deed.BOUNCE);
        long counted = bouncedAt("@bounces-later.example");
        if (counted < bounced) {
            wrong.add("of " + bounced + " bounces by mail only " + counted + " are counted");
        }
        return wrong;
    }

    private long bouncedAt(String domain) throws IOException, InterruptedException {
        long count = 0;
        String after = "";
        do {
            JsonNode page = api.get(path + "/recipients?limit=500&status=BOUNCED" + after);
            count += page.path("items")
                    .valueStream()
                    .filter(row -> row.path("email").asString("").endsWith(domain))
                    .count();
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        return count;
    }

    private List<String> judge(Progress progress) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        JsonNode now = api.get(path);
        long mailedOrRefused = now.path("sent_count").asLong()
                + now.path("bounce_count").asLong()
                + now.path("failed_count").asLong()
                + now.path("skipped_count").asLong();
        long unknown = api.get(path + "/progress").path("unknown").asLong(0);
        if (mailedOrRefused + unknown < progress.done() || progress.total() == 0) {
            wrong.add("of " + progress.done() + " finished recipients only " + (mailedOrRefused + unknown)
                    + " are accounted for");
        }
        if (now.path("unique_open_count").asLong() == 0
                || now.path("unique_click_count").asLong() == 0) {
            wrong.add("nobody opened or clicked");
        }
        if (now.path("unsubscribe_count").asLong() == 0) {
            wrong.add("nobody unsubscribed");
        }
        wrong.addAll(feedback(now));
        long doubled = lab.stats().mails().duplicateMessageIds();
        if (doubled > 0) {
            wrong.add(doubled + " mails arrived twice");
        }
        wrong.forEach(sentence -> out.println("NOT AS IT SHOULD BE: " + sentence));
        return wrong;
    }
}
