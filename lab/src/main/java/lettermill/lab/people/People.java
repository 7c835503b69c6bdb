package lettermill.lab.people;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import lettermill.lab.letter.LetterLinks;
import lettermill.lab.letter.OpenedMail;
import lettermill.lab.notice.Notices;
import lettermill.lab.people.Browser.Answer;
import lettermill.lab.world.Arrival;
import lettermill.lab.world.Diary.Deed;
import lettermill.lab.world.Errands;
import lettermill.lab.world.World;

/** Everybody with a mailbox: takes each mail as it arrives and does with it what the plan says. */
public final class People implements AutoCloseable {
    private static final String PROVIDER_AGENT = "Mozilla/5.0 (compatible; MailboxProvider/1.0; one-click unsubscribe)";
    private static final String SCANNER_AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
            + " (KHTML, like Gecko) HeadlessChrome/129.0.0.0 Safari/537.36";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final String BOUNDARY = "lab-one-click-7f3a";
    private static final int MAX_REDIRECTS = 3;

    private final World world;
    private final Reach reach;
    private final Errands errands;
    private final Notices notices;
    private final Browser browser = new Browser();
    private final ExecutorService planning = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("people-planning").daemon().factory());
    private final AtomicInteger unplanned = new AtomicInteger();
    private final Map<String, Integer> mailsByAddress = new ConcurrentHashMap<>();

    /**
     * @param allowedBaseUrls origins that may be fetched from besides loopback
     * @param errands what is done waits in this line
     */
    public People(World world, List<URI> allowedBaseUrls, Errands errands, Notices notices) {
        this.world = world;
        this.reach = new Reach(allowedBaseUrls);
        this.errands = errands;
        this.notices = notices;
    }

    /** One mail in somebody's hands. */
    private record Reading(Arrival arrival, MailProgram program, LetterLinks links) {}

    /** Returns at once; what follows from the mail is done later. */
    public void receive(Arrival arrival) {
        int nth = mailsByAddress.merge(normal(arrival), 1, Integer::sum);
        unplanned.incrementAndGet();
        planning.execute(() -> {
            begin(arrival, nth);
            unplanned.decrementAndGet();
        });
    }

    /** Mails that arrived and were not looked at yet. */
    public int unplanned() {
        return unplanned.get();
    }

    private void begin(Arrival arrival, int nth) {
        String address = normal(arrival);
        Plan plan = Plan.of(address, world.providers().of(address).readers(), nth, world.dice());
        if (plan.steps().isEmpty()) {
            return;
        }
        LetterLinks links = LetterLinks.of(OpenedMail.of(arrival.content().get()));
        Reading reading = new Reading(arrival, plan.program(), links);
        for (Plan.Step step : plan.steps()) {
            if (step.deed() == Deed.SCANNER_FETCH) {
                links.all().forEach(link -> errands.schedule(Duration.ZERO, () -> scan(reading, link)));
            } else {
                errands.schedule(world.clock().realDuration(step.after()), () -> perform(step.deed(), reading));
            }
        }
    }

    private void perform(Deed deed, Reading reading) {
        LetterLinks links = reading.links();
        switch (deed) {
            case OPEN, PREFETCH ->
                links.images()
                        .forEach(image ->
                                get(deed, reading, image, reading.program().imagesAgent()));
            case CLICK ->
                chosenLink(reading)
                        .ifPresent(link ->
                                get(deed, reading, link, reading.program().browserAgent()));
            case ONE_CLICK_UNSUBSCRIBE -> links.oneClick().ifPresent(address -> oneClick(reading, address));
            case PREFERENCE_PAGE_UNSUBSCRIBE ->
                links.leaving().stream().findFirst().ifPresent(link -> leave(reading, link));
            case COMPLAINT -> notices.complain(reading.arrival());
            case SCANNER_FETCH, BOUNCE, AUTO_REPLY, FAILED_REQUEST, SKIPPED_OUTSIDE, SPAM_FOLDER ->
                throw new IllegalArgumentException(deed + " is not a person's step");
        }
    }

    private Optional<URI> chosenLink(Reading reading) {
        List<URI> links = reading.links().content();
        return links.isEmpty()
                ? Optional.empty()
                : Optional.of(links.get(world.dice().pick(links.size(), "link", normal(reading.arrival()))));
    }

    private void scan(Reading reading, URI link) {
        String method = world.dice().falls(0.5, "head", normal(reading.arrival())) ? "HEAD" : "GET";
        request(Deed.SCANNER_FETCH, reading, link, () -> browser.fetch(method, link, SCANNER_AGENT));
    }

    private void get(Deed deed, Reading reading, URI address, String agent) {
        request(deed, reading, address, () -> browser.fetch("GET", address, agent));
    }

    /** RFC 8058 section 3.2 allows both encodings; providers differ, so people here do. The answer must not be a redirect. */
    private void oneClick(Reading reading, URI address) {
        boolean multipart = world.dice().falls(0.5, "multipart", normal(reading.arrival()));
        String type = multipart ? "multipart/form-data; boundary=" + BOUNDARY : Browser.FORM;
        String body = multipart
                ? "--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--"
                        + BOUNDARY + "--\r\n"
                : ONE_CLICK;
        request(Deed.ONE_CLICK_UNSUBSCRIBE, reading, address, () -> {
            Answer answer = browser.post(address, PROVIDER_AGENT, type, body);
            if (!answer.isSuccess()) {
                throw new IOException("one-click POST answered with " + answer.status());
            }
            return answer;
        });
    }

    private void leave(Reading reading, URI link) {
        String agent = reading.program().browserAgent();
        request(Deed.PREFERENCE_PAGE_UNSUBSCRIBE, reading, link, () -> {
            URI page = link;
            Answer answer = browser.fetch("GET", page, agent);
            for (int hops = 0;
                    hops < MAX_REDIRECTS
                            && answer.location().filter(reach::covers).isPresent();
                    hops++) {
                page = answer.location().get();
                answer = browser.fetch("GET", page, agent);
            }
            PreferencePage.Submission way = PreferencePage.leave(page, answer.body())
                    .filter(submission -> reach.covers(submission.action()))
                    .orElseThrow(() -> new IOException("the page shows no way to unsubscribe"));
            return way.method().equals("POST")
                    ? browser.post(way.action(), agent, Browser.FORM, way.body())
                    : browser.fetch("GET", way.action(), agent);
        });
    }

    /** Something that asks the network for an answer. */
    @FunctionalInterface
    private interface Request {
        Answer send() throws IOException;
    }

    private void request(Deed deed, Reading reading, URI address, Request request) {
        if (!reach.covers(address)) {
            note(Deed.SKIPPED_OUTSIDE, reading, address.toString());
            return;
        }
        try {
            Answer answer = request.send();
            if (answer.isError()) {
                note(Deed.FAILED_REQUEST, reading, deed + " " + address + ": " + answer.status());
            } else {
                note(deed, reading, address.toString());
            }
        } catch (IOException failed) {
            note(Deed.FAILED_REQUEST, reading, deed + " " + address + ": " + failed);
        }
    }

    private void note(Deed deed, Reading reading, String detail) {
        world.diary().write(deed, reading.arrival().mailId(), reading.arrival().recipient(), detail);
    }

    private static String normal(Arrival arrival) {
        return arrival.recipient().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        planning.shutdownNow();
        browser.close();
    }
}
