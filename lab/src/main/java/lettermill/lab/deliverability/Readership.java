package lettermill.lab.deliverability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import lettermill.lab.Lab;
import lettermill.lab.letter.LetterLinks;
import lettermill.lab.letter.OpenedMail;
import lettermill.lab.vendor.VendorFact.Kind;
import lettermill.lab.world.Arrival;
import lettermill.lab.world.Dice;

/**
 * What people do with what is in their inboxes. Opens and clicks of a vendor's mail are reported by the vendor; of what came by SMTP the
 * product sees them by itself, since its images and links are fetched.
 */
final class Readership implements AutoCloseable {
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final double OPENS = 0.45;
    private static final double CLICKS = 0.12;

    private final Lab lab;
    private final List<Carrier> carriers;
    private final Dice dice = new Dice(42);
    private final HttpClient browser = HttpClient.newHttpClient();

    Readership(Lab lab, List<Carrier> carriers) {
        this.lab = lab;
        this.carriers = carriers;
    }

    void read(List<Arrival> arrivals) throws IOException, InterruptedException {
        for (Arrival arrival : arrivals) {
            if (arrival.folder() == Arrival.Folder.INBOX && dice.falls(OPENS, "opens", arrival.recipient())) {
                look(arrival);
            }
        }
    }

    private void look(Arrival arrival) throws IOException, InterruptedException {
        LetterLinks links = LetterLinks.of(OpenedMail.of(arrival.content().get()));
        boolean clicks = dice.falls(CLICKS / OPENS, "clicks", arrival.recipient())
                && !links.content().isEmpty();
        Optional<Carrier> carrier = carrier(arrival);
        if (carrier.isPresent()) {
            carrier.get().tell(arrival, Kind.OPENED, AGENT);
            if (clicks) {
                carrier.get()
                        .tell(arrival, Kind.CLICKED, links.content().getFirst().toString());
            }
            return;
        }
        for (URI image : links.images()) {
            fetch(image);
        }
        if (clicks) {
            fetch(links.content().getFirst());
        }
    }

    private Optional<Carrier> carrier(Arrival arrival) {
        return carriers.stream().filter(carrier -> carrier.brought(arrival)).findFirst();
    }

    /** The first of these whose mail a vendor brought calls it spam; the vendor hears of it, and so does the mailbox provider. */
    boolean complain(List<Arrival> arrivals, String host) {
        for (Arrival arrival : arrivals) {
            Optional<Carrier> carrier = carrier(arrival);
            if (arrival.sender().endsWith("@" + host) && carrier.isPresent()) {
                carrier.get().tell(arrival, Kind.COMPLAINED, "");
                lab.complain(arrival);
                return true;
            }
        }
        return false;
    }

    /** Links lead outside and are not followed there: the product has seen the click when it redirects. */
    private void fetch(URI address) throws IOException, InterruptedException {
        if ("127.0.0.1".equals(address.getHost())) {
            browser.send(
                    HttpRequest.newBuilder(address).header("User-Agent", AGENT).build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
