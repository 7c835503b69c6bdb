package lettermill.mailagent.vendor;

import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import lettermill.mailagent.transport.Outgoing;
import lettermill.mailagent.vendor.Answer.Extent;
import lettermill.mailagent.vendor.Answer.Said;
import lettermill.wire.Letter;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
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

/** Amazon SES, API version 2, {@code SendEmail} with raw content: our MIME, our headers, our signature. */
final class Ses implements Vendor {
    /** Exceptions of SendEmail that come with status 400 and say nothing about the letter. */
    private static final Set<String> ABOUT_ACCOUNT =
            Set.of("AccountSuspendedException", "SendingPausedException", "MailFromDomainNotVerifiedException");

    private static final Pattern NOT_VERIFIED = Pattern.compile("(?i).*address(es)? (is|are) not verified.*");
    private static final Pattern ABOUT_RECIPIENT = Pattern.compile(
            "(?i).*(illegal address|invalid (email|to) address|missing final '@domain'|local address contains|"
                    + "domain (starts|ends|contains)|missing local name).*");

    private final VendorSettings.Ses settings;
    private final SignatureV4 signature;
    private final InstantSource clock;
    private final String providerId;

    Ses(VendorSettings.Ses settings, ApiKey key, UUID providerId, InstantSource clock) {
        this.settings = settings;
        this.signature = new SignatureV4(key, settings.region(), "ses");
        this.clock = clock;
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
        mail.put("FromEmailAddress", AsciiAddresses.of(letter.heading().from()));
        mail.putObject("Destination")
                .putArray("ToAddresses")
                .add(AsciiAddresses.of(letter.envelope().to()));
        mail.putObject("Content")
                .putObject("Raw")
                .put("Data", Base64.getEncoder().encodeToString(RawMime.of(letters.getFirst())));
        // Tags come home under mail.tags of each event.
        ArrayNode tags = mail.putArray("EmailTags");
        tags.addObject().put("Name", Letter.TAG).put("Value", Long.toString(letter.messageId()));
        tags.addObject().put("Name", "lettermill_provider").put("Value", providerId);
        if (settings.configurationSet() != null) {
            mail.put("ConfigurationSetName", settings.configurationSet());
        }
        Request request = new Request(
                "POST",
                URI.create(settings.endpoint() + "/v2/email/outbound-emails"),
                Map.of("Content-Type", "application/json"),
                Json.octets(mail));
        return signature.sign(request, clock.instant());
    }

    @Override
    public List<Outcome> outcomes(List<Outgoing> letters, Said said) {
        long id = letters.getFirst().letter().messageId();
        Reply reply = Statuses.reply(said, explanation(said));
        if (!said.isSuccess()) {
            return List.of(refusal(id, exception(said), reply));
        }
        String vendorId = Json.read(said.body()).path("MessageId").asString("");
        if (!vendorId.isEmpty()) {
            return List.of(new Accepted(id, reply, vendorId));
        }
        boolean cutOff =
                said.extent() == Extent.CUT && said.body().stripLeading().startsWith("{");
        return List.of(cutOff ? new Accepted(id, reply, null) : new Unknown(id, "not SES's answer: " + reply));
    }

    private static Outcome refusal(long id, String exception, Reply reply) {
        if (exception.equals("LimitExceededException")) {
            return new Deferred(id, reply, Deferred.Scope.PROVIDER);
        }
        if (ABOUT_ACCOUNT.contains(exception)
                || NOT_VERIFIED.matcher(reply.text()).matches()) {
            return new Refused(id, reply, Refused.Scope.PROVIDER);
        }
        boolean recipient = ABOUT_RECIPIENT.matcher(reply.text()).matches();
        return new Refused(id, reply, recipient ? Refused.Scope.RECIPIENT : Refused.Scope.MESSAGE);
    }

    /** The name stands in a header, at times with a namespace behind a colon, or in the body. */
    private static String exception(Said said) {
        String named = said.headers()
                .firstValue("x-amzn-ErrorType")
                .orElseGet(() -> Json.read(said.body()).path("__type").asString(""));
        return named.replaceFirst(":.*", "").replaceFirst(".*#", "");
    }

    @Override
    public String explanation(Said said) {
        JsonNode body = Json.read(said.body());
        String message = body.path("message").asString(body.path("Message").asString(""));
        String exception = exception(said);
        return exception.isEmpty() ? message : exception + ": " + message;
    }

    @Override
    public Request probe() {
        return signature.sign(
                Request.get(URI.create(settings.endpoint() + "/v2/email/account"), Map.of()), clock.instant());
    }

    @Override
    public ProviderStatus ready(Said said) {
        JsonNode account = Json.read(said.body());
        if (!account.path("SendingEnabled").isBoolean()) {
            return new ProviderStatus(State.REFUSED, "not SES's answer: " + Words.foreign(said), List.of());
        }
        JsonNode quota = account.path("SendQuota");
        String limits = "%s a day, %s a second"
                .formatted(
                        quota.path("Max24HourSend").asString("?"),
                        quota.path("MaxSendRate").asString("?"));
        if (!account.path("SendingEnabled").asBoolean(false)) {
            String status = account.path("EnforcementStatus").asString("unknown");
            return new ProviderStatus(
                    State.REFUSED, "the key is known, and sending is paused (" + status + ")", List.of(limits));
        }
        String detail = account.path("ProductionAccessEnabled").asBoolean(true)
                ? "the key is known and may send"
                : "the key is known; the account is in the sandbox and sends to verified addresses only";
        return new ProviderStatus(State.READY, detail, List.of(limits));
    }
}
