package lettermill.mailagent.vendor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import lettermill.mailagent.transport.Outgoing;
import lettermill.mailagent.vendor.Answer.Said;
import lettermill.wire.Body;
import lettermill.wire.Letter;
import lettermill.wire.Mailbox;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.ProviderStatus;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Reply;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import lettermill.wire.vendor.VendorSettings.Mode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * SendGrid, {@code POST /v3/mail/send}. It writes the MIME and signs it with its own key for the authenticated domain, so our
 * letter becomes its fields. A letter a request: one request may carry a thousand recipients, but of one body.
 */
final class SendGrid implements Vendor {
    private static final int ACCEPTED = 202;
    private static final int CHECKED = 200;
    private static final Pattern RECIPIENT = Pattern.compile("personalizations(\\.\\d+)?\\.to\\b.*");
    private static final Pattern SENDER = Pattern.compile("from(\\..*)?");

    private final VendorSettings.SendGrid settings;
    private final Map<String, String> headers;
    private final String providerId;

    SendGrid(VendorSettings.SendGrid settings, ApiKey key, UUID providerId) {
        this.settings = settings;
        this.headers = Map.of("Authorization", "Bearer " + key.secret(), "Content-Type", "application/json");
        this.providerId = providerId.toString();
    }

    @Override
    public int lettersPerRequest() {
        return 1;
    }

    @Override
    public Request handOver(List<Outgoing> letters) {
        Letter letter = letters.getFirst().letter();
        ObjectNode mail = Json.object();
        ObjectNode person = mail.putArray("personalizations").addObject();
        person.putArray("to").add(recipient(letter.envelope().to()));
        // Custom arguments come home among the members of each event.
        person.putObject("custom_args")
                .put(Letter.TAG, Long.toString(letter.messageId()))
                .put("lettermill_provider", providerId);
        mail.set(
                "from", mailbox(letter.heading().from(), letter.heading().from().displayName()));
        if (letter.heading().replyTo() != null) {
            mail.set(
                    "reply_to",
                    mailbox(
                            letter.heading().replyTo(),
                            letter.heading().replyTo().displayName()));
        }
        mail.put("subject", letter.heading().subject());
        writeContent(mail.putArray("content"), letter.body());
        LetterHeaders.of(letter).forEach(mail.putObject("headers")::put);
        // Links and pixel are ours already; SendGrid's would rewrite them once more.
        ObjectNode tracking = mail.putObject("tracking_settings");
        for (String kind : List.of("click_tracking", "open_tracking", "subscription_tracking")) {
            tracking.putObject(kind).put("enable", false);
        }
        mail.putObject("mail_settings").putObject("sandbox_mode").put("enable", settings.mode() == Mode.SANDBOX);
        return new Request("POST", path("/v3/mail/send"), headers, Json.octets(mail));
    }

    private URI path(String path) {
        return URI.create(settings.endpoint() + path);
    }

    /** In {@code to}, SendGrid splits a name at commas and semicolons unless it is quoted. */
    private static ObjectNode recipient(Mailbox to) {
        String name = to.displayName();
        if (name != null && (name.indexOf(',') >= 0 || name.indexOf(';') >= 0)) {
            return mailbox(to, "\"" + name.replace("\"", "'") + "\"");
        }
        return mailbox(to, name);
    }

    private static ObjectNode mailbox(Mailbox mailbox, @Nullable String name) {
        ObjectNode node = Json.object().put("email", AsciiAddresses.of(mailbox));
        return name == null || name.isEmpty() ? node : node.put("name", name);
    }

    /** Plain text comes first, and nothing may be empty. */
    private static void writeContent(ArrayNode content, Body body) {
        if (body.text() != null && !(body.text().isEmpty() && body.html() != null)) {
            content.addObject().put("type", "text/plain").put("value", orBlank(body.text()));
        }
        if (body.html() != null && !(body.html().isEmpty() && !content.isEmpty())) {
            content.addObject().put("type", "text/html").put("value", orBlank(body.html()));
        }
    }

    private static String orBlank(String text) {
        return text.isEmpty() ? " " : text;
    }

    @Override
    public List<Outcome> outcomes(List<Outgoing> letters, Said said) {
        long id = letters.getFirst().letter().messageId();
        Reply reply = Statuses.reply(said, explanation(said));
        boolean taken = said.status() == ACCEPTED || said.status() == CHECKED && settings.mode() == Mode.SANDBOX;
        if (taken) {
            return List.of(new Accepted(
                    id, reply, said.headers().firstValue("X-Message-Id").orElse(null)));
        }
        return List.of(
                said.isSuccess()
                        ? new Unknown(id, "not SendGrid's answer: " + reply)
                        : new Refused(id, reply, blamed(said)));
    }

    private static Refused.Scope blamed(Said said) {
        List<String> fields = new ArrayList<>();
        errors(said).forEach(error -> fields.add(error.path("field").asString("")));
        if (fields.stream().anyMatch(field -> SENDER.matcher(field).matches())) {
            return Refused.Scope.PROVIDER;
        }
        return !fields.isEmpty()
                        && fields.stream()
                                .allMatch(field -> RECIPIENT.matcher(field).matches())
                ? Refused.Scope.RECIPIENT
                : Refused.Scope.MESSAGE;
    }

    private static JsonNode errors(Said said) {
        return Json.read(said.body()).path("errors");
    }

    @Override
    public String explanation(Said said) {
        List<String> messages = new ArrayList<>();
        errors(said).forEach(error -> messages.add(error.path("message").asString("")));
        return String.join("; ", messages);
    }

    /** Every key may ask what it is allowed to. */
    @Override
    public Request probe() {
        return Request.get(path("/v3/scopes"), headers);
    }

    @Override
    public ProviderStatus ready(Said said) {
        List<String> scopes = new ArrayList<>();
        Json.read(said.body()).path("scopes").forEach(scope -> scopes.add(scope.asString("")));
        if (!scopes.contains("mail.send")) {
            String why = scopes.isEmpty()
                    ? "not SendGrid's answer: " + Words.foreign(said)
                    : "the key is known and may not send: it lacks the scope mail.send";
            return new ProviderStatus(State.REFUSED, why, List.of());
        }
        return new ProviderStatus(State.READY, "the key is known and may send", List.of("mail.send"));
    }
}
