package lettermill.lab.deliverability;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import lettermill.lab.Lab;
import lettermill.lab.letter.HeaderBlock;
import lettermill.lab.smtp.SmtpReply;
import lettermill.lab.vendor.VendorEvents;
import lettermill.lab.vendor.VendorFact.Kind;
import lettermill.lab.vendor.VendorMail;
import lettermill.lab.world.Arrival;
import org.jspecify.annotations.Nullable;

/** A vendor at work: what its API took goes to the mailbox providers, again while they ask for that, and what became of it is reported. */
final class Carrier {
    /** A vendor gives a mail up after so many attempts. */
    private static final int ATTEMPTS = 8;

    private final String name;
    private final VendorEvents events;
    private final Received received;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Map<String, VendorMail> byRecipient = new ConcurrentHashMap<>();
    private volatile @Nullable Lab world;
    private volatile @Nullable URI hook;

    /** @param attempts that were made so far */
    private record Waiting(VendorMail mail, int attempts) {}

    /** @param name of the vendor, which senders of its mail begin with */
    Carrier(String name, VendorEvents events, Received received) {
        this.name = name;
        this.events = events;
        this.received = received;
    }

    String name() {
        return name;
    }

    void deliverTo(Lab lab) {
        world = lab;
    }

    void reportTo(URI url) {
        hook = url;
    }

    /** The vendor's API has accepted a mail. */
    void take(VendorMail mail) {
        received.taken(domain(mail));
        byRecipient.put(mail.recipient(), mail);
        attempt(new Waiting(mail, 0));
    }

    private static String domain(VendorMail mail) {
        String from = HeaderBlock.of(mail.content())
                .first("From")
                .map(HeaderBlock.Field::value)
                .orElse(mail.sender());
        return from.replaceFirst("(?s)^.*@([^@<>\\s]+).*$", "$1");
    }

    private void attempt(Waiting one) {
        Lab lab = world;
        if (lab == null) {
            throw new IllegalStateException("the vendor has nobody to deliver to");
        }
        VendorMail mail = one.mail();
        SmtpReply reply = lab.offer(received.vendor(name, domain(mail)), mail.recipient(), mail.content());
        String words = reply.code() + " " + reply.text();
        if (reply.isPositive()) {
            events.tell(mail, Kind.DELIVERED, words);
        } else if (reply.code() >= 500 || one.attempts() + 1 >= ATTEMPTS) {
            events.tell(mail, Kind.BOUNCED, words);
        } else {
            events.tell(mail, Kind.DEFERRED, words);
            waiting.add(new Waiting(mail, one.attempts() + 1));
        }
    }

    /** Tries once more what was put off. */
    void retry() {
        List<Waiting> now = new ArrayList<>();
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            now.add(one);
        }
        now.forEach(this::attempt);
    }

    int putOff() {
        return waiting.size();
    }

    /** Whether this vendor brought a mail, and so knows what is done with it. */
    boolean brought(Arrival arrival) {
        return arrival.sender().startsWith(name + "@") && byRecipient.containsKey(arrival.recipient());
    }

    void tell(Arrival arrival, Kind kind, String detail) {
        VendorMail mail = byRecipient.get(arrival.recipient());
        if (mail != null) {
            events.tell(mail, kind, detail);
        }
    }

    /** @throws IOException when the product does not take the vendor's reports */
    void report() throws IOException, InterruptedException {
        URI url = hook;
        if (url == null) {
            throw new IllegalStateException("nobody has told " + name + " where to report");
        }
        int status = events.post(url);
        if (status != 200) {
            throw new IOException("the product answered " + status + " to a report of " + name);
        }
    }
}
