package lettermill.mailagent.vendor;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Postmark, {@code POST /email/batch}: up to 500 letters a request, each with an outcome of its own in the answer. */
final class Postmark implements Vendor {
    private static final int MOST = 500;
    private static final int INACTIVE_RECIPIENT = 406;

    private static final int INVALID_REQUEST = 300;
    /** Sender not known or not confirmed, no credits, account pending or not allowed, stream not there. */
    private static final Set<Integer> ABOUT_ACCOUNT = Set.of(10, 400, 401, 405, 412, 413, 1226, 1235);

    private static final Pattern ABOUT_RECIPIENT = Pattern.compile("(?i).*('to'|to address|recipient).*");

    private final VendorSettings.Postmark settings;
    private final Map<String, String> headers;
    private final String providerId;

    Postmark(VendorSettings.Postmark settings, ApiKey key, UUID providerId) {
        this.settings = settings;
        this.headers = Map.of(
                "X-Postmark-Server-Token", key.secret(),
                "Accept", "application/json",
                "Content-Type", "application/json");
        this.providerId = providerId.toString();
    }

    @Override
    public int lettersPerRequest() {
        return MOST;
    }

    @Override
    public Request handOver(List<Outgoing> letters) {
        ArrayNode batch = Json.array();
        letters.forEach(each -> batch.add(mail(each.letter())));
        return new Request("POST", URI.create(settings.endpoint() + "/email/batch"), headers, Json.octets(batch));
    }

    private ObjectNode mail(Letter letter) {
        ObjectNode mail = Json.object()
                .put("From", address(letter.heading().from()))
                .put("To", address(letter.envelope().to()))
                .put("Subject", letter.heading().subject())
                .put("MessageStream", settings.messageStream())
                // Links and pixel are ours already.
                .put("TrackOpens", false)
                .put("TrackLinks", "None");
        if (letter.heading().replyTo() != null) {
            mail.put("ReplyTo", address(letter.heading().replyTo()));
        }
        Body body = letter.body();
        if (body.html() != null && !body.html().isEmpty()) {
            mail.put("HtmlBody", body.html());
        }
        if (body.text() != null && (!body.text().isEmpty() || !mail.has("HtmlBody"))) {
            mail.put("TextBody", body.text().isEmpty() ? " " : body.text());
        }
        // Metadata comes home in each webhook.
        mail.putObject("Metadata")
                .put(Letter.TAG, Long.toString(letter.messageId()))
                .put("lettermill_provider", providerId);
        ArrayNode fields = mail.putArray("Headers");
        LetterHeaders.of(letter)
                .forEach((name, value) -> fields.addObject().put("Name", name).put("Value", value));
        // Or Postmark writes a Message-ID of its own.
        fields.addObject().put("Name", "X-PM-KeepID").put("Value", "true");
        return mail;
    }

    /** A name is quoted, for it stands in front of the address as in a header. */
    private static String address(Mailbox mailbox) {
        String name = mailbox.displayName();
        String address = AsciiAddresses.of(mailbox);
        return name == null || name.isEmpty()
                ? address
                : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\" <" + address + ">";
    }

    @Override
    public List<Outcome> outcomes(List<Outgoing> letters, Said said) {
        JsonNode answers = Json.read(said.body());
        if (!said.isSuccess()) {
            Reply reply = Statuses.reply(said, explanation(said));
            boolean account = ABOUT_ACCOUNT.contains(answers.path("ErrorCode").asInt(0));
            Refused.Scope scope = account ? Refused.Scope.PROVIDER : Refused.Scope.MESSAGE;
            return letters.stream()
                    .<Outcome>map(each -> new Refused(each.letter().messageId(), reply, scope))
                    .toList();
        }
        return IntStream.range(0, letters.size())
                .mapToObj(i -> outcome(letters.get(i).letter().messageId(), said, answers.path(i)))
                .toList();
    }

    private static Outcome outcome(long id, Said said, JsonNode answer) {
        if (!answer.path("ErrorCode").isInt()) {
            return new Unknown(id, "not Postmark's whole answer: " + Words.foreign(said));
        }
        int code = answer.path("ErrorCode").asInt(0);
        String words = Words.printable(answer.path("Message").asString(""));
        if (code == 0) {
            String vendorId = answer.path("MessageID").asString("");
            return new Accepted(id, new Reply(said.status(), null, words), vendorId.isEmpty() ? null : vendorId);
        }
        Reply reply = new Reply(said.status(), null, "ErrorCode " + code + ": " + words);
        return new Refused(id, reply, scope(code, words));
    }

    private static Refused.Scope scope(int code, String words) {
        if (ABOUT_ACCOUNT.contains(code)) {
            return Refused.Scope.PROVIDER;
        }
        boolean recipient = code == INACTIVE_RECIPIENT
                || code == INVALID_REQUEST && ABOUT_RECIPIENT.matcher(words).matches();
        return recipient ? Refused.Scope.RECIPIENT : Refused.Scope.MESSAGE;
    }

    @Override
    public String explanation(Said said) {
        JsonNode body = Json.read(said.body());
        String message = body.path("Message").asString("");
        return message.isEmpty() ? "" : "ErrorCode " + body.path("ErrorCode").asInt(0) + ": " + message;
    }

    @Override
    public Request probe() {
        return Request.get(URI.create(settings.endpoint() + "/server"), headers);
    }

    @Override
    public ProviderStatus ready(Said said) {
        JsonNode server = Json.read(said.body());
        String name = server.path("Name").asString("");
        return name.isEmpty()
                ? new ProviderStatus(State.REFUSED, "not Postmark's answer: " + Words.foreign(said), List.of())
                : new ProviderStatus(
                        State.READY,
                        Words.printable("the token is that of the server " + name),
                        List.of(Words.printable(server.path("DeliveryType").asString("Live"))));
    }
}
