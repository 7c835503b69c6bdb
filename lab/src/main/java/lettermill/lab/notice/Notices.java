package lettermill.lab.notice;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import lettermill.lab.letter.HeaderBlock;
import lettermill.lab.world.Arrival;
import lettermill.lab.world.Diary.Deed;
import lettermill.lab.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Tells the sender about bounces and complaints, as far as it left an address for them. */
public final class Notices implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final World world;
    private final @Nullable InetSocketAddress bounceListener;
    private final @Nullable URI complaintUrl;
    private final @Nullable String complaintAddress;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param bounceListener bounces go to their return path there; null: they are only in the diary
     * @param complaintUrl complaints are posted there; null: not
     * @param complaintAddress complaints are mailed there, through the listener; null: not
     */
    public Notices(
            World world,
            @Nullable InetSocketAddress bounceListener,
            @Nullable URI complaintUrl,
            @Nullable String complaintAddress) {
        this.world = world;
        this.bounceListener = bounceListener;
        this.complaintUrl = complaintUrl;
        this.complaintAddress = complaintAddress;
    }

    /**
     * What is posted for a complaint.
     *
     * @param messageId the Message-ID field of the mail
     * @param report the feedback report of RFC 5965 as a mail
     */
    private record Complaint(String type, String recipient, String returnPath, String messageId, String report) {}

    /** A mail without a return path gets no bounce (RFC 5321 section 6.1). */
    public void bounce(Arrival arrival) {
        if (arrival.sender().isEmpty()) {
            return;
        }
        if (bounceListener == null) {
            note(Deed.BOUNCE, arrival, "550 5.1.1, kept here: no bounce listener");
            return;
        }
        BounceForm form =
                BounceForm.values()[world.dice().pick(BounceForm.values().length, "bounce-form", arrival.recipient())];
        mail(
                Deed.BOUNCE,
                arrival,
                arrival.sender(),
                form.text(arrival, world.clock().instant()));
    }

    /** The mail arrived, but its reader is away: a machine answers to the return path. */
    public void away(Arrival arrival) {
        if (bounceListener != null && !arrival.sender().isEmpty()) {
            mail(
                    Deed.AUTO_REPLY,
                    arrival,
                    arrival.sender(),
                    NoticeText.away(arrival, world.clock().instant()));
        }
    }

    private void mail(Deed deed, Arrival arrival, String to, String message) {
        try {
            NoticePost.send(Objects.requireNonNull(bounceListener), to, message);
            note(deed, arrival, "sent to " + to);
        } catch (IOException failed) {
            note(Deed.FAILED_REQUEST, arrival, deed + " to " + to + ": " + failed);
        }
    }

    public void complain(Arrival arrival) {
        if (complaintUrl != null) {
            post(complaintUrl, arrival);
        } else if (complaintAddress != null && bounceListener != null) {
            mail(
                    Deed.COMPLAINT,
                    arrival,
                    complaintAddress,
                    NoticeText.complaint(arrival, world.clock().instant()));
        } else {
            note(Deed.COMPLAINT, arrival, "kept here: nobody to tell");
        }
    }

    private void post(URI url, Arrival arrival) {
        String messageId = HeaderBlock.of(arrival.content().get())
                .first("Message-ID")
                .map(HeaderBlock.Field::value)
                .orElse("");
        Complaint complaint = new Complaint(
                "complaint",
                arrival.recipient(),
                arrival.sender(),
                messageId,
                NoticeText.complaint(arrival, world.clock().instant()));
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(complaint)))
                .build();
        try {
            HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
            note(
                    response.statusCode() < 300 ? Deed.COMPLAINT : Deed.FAILED_REQUEST,
                    arrival,
                    "COMPLAINT posted: " + response.statusCode());
        } catch (IOException failed) {
            note(Deed.FAILED_REQUEST, arrival, "COMPLAINT: " + failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Deed deed, Arrival arrival, String detail) {
        world.diary().write(deed, arrival.mailId(), arrival.recipient(), detail);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
