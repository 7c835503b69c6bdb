package lettermill.mailagent.vendor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import lettermill.mailagent.transport.Outgoing;
import lettermill.mailagent.vendor.Answer.Extent;
import lettermill.mailagent.vendor.Answer.Said;
import lettermill.wire.Letter;
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
import tools.jackson.databind.JsonNode;

/** Mailgun, {@code POST /v3/{domain}/messages.mime}: takes our MIME as it is, with our signature. */
final class Mailgun implements Vendor {
    private static final Pattern ABOUT_RECIPIENT =
            Pattern.compile("(?i).*('?to'? parameter|recipient).*(not a valid|invalid).*");
    private static final Pattern ABOUT_ACCOUNT =
            Pattern.compile("(?i).*(is not allowed to send|sandbox subdomains|disabled|limit exceeded).*");

    private final VendorSettings.Mailgun settings;
    private final String signIn;
    private final String providerId;

    Mailgun(VendorSettings.Mailgun settings, ApiKey key, UUID providerId) {
        this.settings = settings;
        this.signIn = "Basic "
                + Base64.getEncoder().encodeToString(("api:" + key.secret()).getBytes(StandardCharsets.US_ASCII));
        this.providerId = providerId.toString();
    }

    @Override
    public int lettersPerRequest() {
        return 1;
    }

    @Override
    public Request handOver(List<Outgoing> letters) {
        Letter letter = letters.getFirst().letter();
        Multipart form = new Multipart()
                .field("to", AsciiAddresses.of(letter.envelope().to()))
                // Variables come home under user-variables of each event.
                .field("v:" + Letter.TAG, Long.toString(letter.messageId()))
                .field("v:lettermill_provider", providerId)
                .field("o:tracking", "no");
        if (settings.mode() == Mode.SANDBOX) {
            form.field("o:testmode", "yes");
        }
        byte[] body = form.file("message", "message.mime", "message/rfc822", RawMime.of(letters.getFirst()))
                .end();
        return new Request(
                "POST",
                URI.create(settings.endpoint() + "/v3/" + settings.domain() + "/messages.mime"),
                Map.of("Authorization", signIn, "Content-Type", form.contentType()),
                body);
    }

    @Override
    public List<Outcome> outcomes(List<Outgoing> letters, Said said) {
        long id = letters.getFirst().letter().messageId();
        Reply reply = Statuses.reply(said, explanation(said));
        if (!said.isSuccess()) {
            return List.of(new Refused(id, reply, blamed(reply.text())));
        }
        String vendorId = Json.read(said.body()).path("id").asString("");
        if (!vendorId.isEmpty()) {
            return List.of(new Accepted(id, reply, vendorId));
        }
        boolean cutOff =
                said.extent() == Extent.CUT && said.body().stripLeading().startsWith("{");
        return List.of(cutOff ? new Accepted(id, reply, null) : new Unknown(id, "not Mailgun's answer: " + reply));
    }

    private static Refused.Scope blamed(String words) {
        if (ABOUT_ACCOUNT.matcher(words).matches()) {
            return Refused.Scope.PROVIDER;
        }
        return ABOUT_RECIPIENT.matcher(words).matches() ? Refused.Scope.RECIPIENT : Refused.Scope.MESSAGE;
    }

    /** A refusal of the key is the word Forbidden, without any JSON. */
    @Override
    public String explanation(Said said) {
        return Json.read(said.body()).path("message").asString("");
    }

    @Override
    public Request probe() {
        return Request.get(
                URI.create(settings.endpoint() + "/v4/domains/" + settings.domain()), Map.of("Authorization", signIn));
    }

    @Override
    public ProviderStatus ready(Said said) {
        JsonNode domain = Json.read(said.body()).path("domain");
        String state = domain.path("state").asString("");
        if (state.equals("active")) {
            return new ProviderStatus(State.READY, "the key is known and the domain is active", List.of());
        }
        String why = state.isEmpty()
                ? "not Mailgun's answer: " + Words.foreign(said)
                : "the key is known, and the domain " + settings.domain() + " is " + state;
        return new ProviderStatus(State.REFUSED, why, List.of());
    }
}
