package lettermill.lab.vendor;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Postmark's webhooks: a record a call, proved by a user name and password only (Postmark, "Webhooks overview", "Bounce API"). */
public final class PostmarkEvents extends VendorEvents {
    private final String signIn;

    public PostmarkEvents(String user, String password, InstantSource clock) {
        super(clock);
        signIn =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    List<Callback> callbacks(URI url, List<VendorFact> facts) {
        // A deferral is none of Postmark's records: it tries again and says how it ended.
        return facts.stream()
                .filter(fact -> fact.kind() != VendorFact.Kind.DEFERRED)
                .map(fact -> new Callback(request(url, fact), List.of(fact)))
                .toList();
    }

    private HttpRequest request(URI url, VendorFact fact) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Authorization", signIn)
                .POST(HttpRequest.BodyPublishers.ofString(record(fact).toString()))
                .build();
    }

    private static ObjectNode record(VendorFact fact) {
        VendorMail mail = fact.mail();
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("MessageID", mail.vendorId()).put("ServerID", 1).put("MessageStream", "broadcast");
        ObjectNode metadata = record.putObject("Metadata");
        mail.tags().forEach(metadata::put);
        String at = fact.at().toString();
        return switch (fact.kind()) {
            case DELIVERED, DEFERRED ->
                record.put("RecordType", "Delivery")
                        .put("Recipient", mail.recipient())
                        .put("DeliveredAt", at)
                        .put("Details", fact.detail());
            case BOUNCED ->
                bounce(record.put("RecordType", "Bounce"), fact)
                        .put("Type", type(fact))
                        .put("TypeCode", code(fact));
            case COMPLAINED ->
                bounce(record.put("RecordType", "SpamComplaint"), fact)
                        .put("Type", "SpamComplaint")
                        .put("TypeCode", 512);
            case OPENED -> visit(record.put("RecordType", "Open"), fact).put("UserAgent", fact.detail());
            case CLICKED ->
                visit(record.put("RecordType", "Click"), fact)
                        .put("OriginalLink", fact.detail())
                        .put("ClickLocation", "HTML")
                        .put("UserAgent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        };
    }

    private static ObjectNode bounce(ObjectNode record, VendorFact fact) {
        return record.put("ID", Math.abs((long) fact.id().hashCode()))
                .put("Email", fact.mail().recipient())
                .put("From", fact.mail().sender())
                .put("BouncedAt", fact.at().toString())
                .put("Details", fact.detail())
                .put("Inactive", fact.isNobody());
    }

    private static String type(VendorFact fact) {
        if (fact.isNobody()) {
            return "HardBounce";
        }
        return fact.isGivenUp() ? "Transient" : "Blocked";
    }

    private static int code(VendorFact fact) {
        return switch (type(fact)) {
            case "HardBounce" -> 1;
            case "Transient" -> 2;
            default -> 100_006;
        };
    }

    private static ObjectNode visit(ObjectNode record, VendorFact fact) {
        record.put("Recipient", fact.mail().recipient())
                .put("ReceivedAt", fact.at().toString())
                .putObject("Geo")
                .put("IP", "192.0.2.80");
        return record;
    }
}
