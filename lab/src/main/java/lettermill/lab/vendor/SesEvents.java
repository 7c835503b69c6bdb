package lettermill.lab.vendor;

import java.net.URI;
import java.util.List;
import lettermill.lab.vendor.sns.Sns;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Amazon SES' event publishing: an event a notification, through SNS (SES, "Contents of event data that Amazon SES publishes to Amazon SNS"). */
public final class SesEvents extends VendorEvents {
    private final Sns sns;

    /** @param sns signs what is told, at its own time */
    public SesEvents(Sns sns) {
        super(sns.clock());
        this.sns = sns;
    }

    @Override
    List<Callback> callbacks(URI url, List<VendorFact> facts) {
        return facts.stream()
                .map(fact -> new Callback(sns.notification(url, event(fact).toString()), List.of(fact)))
                .toList();
    }

    private static ObjectNode event(VendorFact fact) {
        VendorMail mail = fact.mail();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode about = event.putObject("mail")
                .put("timestamp", fact.at().toString())
                .put("messageId", mail.vendorId())
                .put("source", mail.sender());
        about.putArray("destination").add(mail.recipient());
        ObjectNode tags = about.putObject("tags");
        tags.putArray("ses:configuration-set").add("lab");
        mail.tags().forEach((name, value) -> tags.putArray(name).add(value));
        switch (fact.kind()) {
            case DELIVERED ->
                part(event, "Delivery", "delivery", fact)
                        .put("smtpResponse", fact.detail())
                        .put("processingTimeMillis", 320)
                        .putArray("recipients")
                        .add(mail.recipient());
            case DEFERRED ->
                whom(
                        part(event, "DeliveryDelay", "deliveryDelay", fact).put("delayType", "IPFailure"),
                        "delayedRecipients",
                        fact);
            case BOUNCED -> bounce(part(event, "Bounce", "bounce", fact), fact);
            case COMPLAINED ->
                part(event, "Complaint", "complaint", fact)
                        .put("feedbackId", fact.id())
                        .put("complaintFeedbackType", "abuse")
                        .putArray("complainedRecipients")
                        .addObject()
                        .put("emailAddress", mail.recipient());
            case OPENED ->
                part(event, "Open", "open", fact)
                        .put("userAgent", fact.detail())
                        .put("ipAddress", "192.0.2.80");
            case CLICKED ->
                part(event, "Click", "click", fact)
                        .put("link", fact.detail())
                        .put("userAgent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                        .put("ipAddress", "192.0.2.80");
        }
        return event;
    }

    private static ObjectNode part(ObjectNode event, String word, String name, VendorFact fact) {
        return event.put("eventType", word)
                .putObject(name)
                .put("timestamp", fact.at().toString());
    }

    private static void bounce(ObjectNode bounce, VendorFact fact) {
        bounce.put("bounceType", fact.isNobody() ? "Permanent" : "Transient")
                .put("bounceSubType", "General")
                .put("feedbackId", fact.id())
                .put("reportingMTA", "dsn; a8-31.smtp-out.eu-west-1.amazonses.com");
        whom(bounce, "bouncedRecipients", fact);
    }

    private static void whom(ObjectNode part, String name, VendorFact fact) {
        part.putArray(name)
                .addObject()
                .put("emailAddress", fact.mail().recipient())
                .put("action", "failed")
                .put("status", fact.status())
                .put("diagnosticCode", "smtp; " + fact.detail());
    }
}
