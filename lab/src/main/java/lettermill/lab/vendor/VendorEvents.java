package lettermill.lab.vendor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a vendor reports of the mail it took, in its own words and with its own proof. Safe for use by several threads. */
public abstract class VendorEvents {
    private static final String NO_SUCH_MAILBOX = "550 5.1.1 The email account that you tried to reach does not exist.";

    private final InstantSource clock;
    private final ConcurrentLinkedQueue<VendorFact> untold = new ConcurrentLinkedQueue<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

    /** @param clock what the vendor takes for the time */
    VendorEvents(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A request that tells of facts.
     *
     * @param facts stay to be told until this is answered with success
     */
    record Callback(HttpRequest request, List<VendorFact> facts) {}

    /** The callbacks that tell of these facts, signed. */
    abstract List<Callback> callbacks(URI url, List<VendorFact> facts);

    final InstantSource clock() {
        return clock;
    }

    /** Mail to this address bounces from now on, because nobody has it. */
    public final void bury(String address) {
        dead.add(address);
    }

    /** Remembers of a mail that it was delivered, or that it bounced at an address that nobody has. */
    public final void take(VendorMail mail) {
        if (dead.contains(mail.recipient())) {
            tell(mail, VendorFact.Kind.BOUNCED, NO_SUCH_MAILBOX);
        } else {
            tell(mail, VendorFact.Kind.DELIVERED, "250 2.0.0 OK");
        }
    }

    /**
     * Remembers what became of a mail just now.
     *
     * @param detail as {@link VendorFact#detail}
     */
    public final void tell(VendorMail mail, VendorFact.Kind kind, String detail) {
        untold.add(VendorFact.of(mail, kind, detail, clock.instant()));
    }

    /** Facts that nobody was told of. */
    public final int untold() {
        return untold.size();
    }

    /**
     * Posts all facts since the last time. What is not answered with success is told again the next time.
     *
     * @return the status of the answers: 200, or the first one that is no success
     */
    public final int post(URI url) throws IOException, InterruptedException {
        List<VendorFact> facts = new ArrayList<>();
        for (VendorFact fact = untold.poll(); fact != null; fact = untold.poll()) {
            facts.add(fact);
        }
        int worst = 200;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Callback callback : facts.isEmpty() ? List.<Callback>of() : callbacks(url, facts)) {
                int status = client.send(callback.request(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 != 2) {
                    untold.addAll(callback.facts());
                    worst = worst == 200 ? status : worst;
                }
            }
        }
        return worst;
    }
}
