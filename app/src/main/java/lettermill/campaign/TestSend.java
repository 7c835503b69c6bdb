package lettermill.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import lettermill.delivery.Control;
import lettermill.delivery.Delivery;
import lettermill.delivery.Mailing;
import lettermill.ledger.Recipient;
import lettermill.ledger.Recipients;
import lettermill.ledger.queue.Claim;
import lettermill.ledger.queue.Claims;
import lettermill.ledger.queue.SendQueue;
import lettermill.ledger.queue.TestRecipient;
import lettermill.template.RenderingFailure;
import lettermill.template.TemplateVersions;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Mails a campaign's letter to a few addresses before it goes to many: the same door, outside the statistics. */
@Service
class TestSend {

    private static final int MOST = 10;

    private final Mailings mailings;
    private final TemplateVersions templates;
    private final SendQueue queue;
    private final Delivery delivery;
    private final Recipients recipients;
    private final Audit audit;

    TestSend(
            Mailings mailings,
            TemplateVersions templates,
            SendQueue queue,
            Delivery delivery,
            Recipients recipients,
            Audit audit) {
        this.mailings = mailings;
        this.templates = templates;
        this.queue = queue;
        this.delivery = delivery;
        this.recipients = recipients;
        this.audit = audit;
    }

    /**
     * Who gets the test.
     *
     * @param context values for the template that a person's attributes would give
     */
    record Request(@Nullable List<String> emails, @Nullable Map<String, @Nullable Object> context) {}

    /** How a test went at one address. */
    record Result(
            String email,
            String status,
            @Nullable String reason,
            @Nullable String detail) {}

    List<Result> send(Access access, Campaign campaign, Request request, JsonMapper json) throws InterruptedException {
        List<EmailAddress> addresses = addresses(request);
        UUID template = campaign.content().templateId();
        if (template == null) {
            throw new Problem.Invalid("template_id", "is missing", "the template to send");
        }
        Mailing mailing = compiled(access, campaign, template);
        String context = request.context() == null ? null : json.writeValueAsString(request.context());
        List<TestRecipient> to = addresses.stream()
                .map(address -> new TestRecipient(null, address.display(), null, context))
                .toList();
        Claims claims = queue.claimTests(access.workspace(), to);
        audit.record(access, "campaign.test", campaign.id().toString(), addresses.size() + " addresses");
        String stopped = delivery.deliver(mailing, claims, new Control(() -> true, () -> false))
                .stopped();
        return recipients
                .byIds(
                        access.workspace(),
                        claims.messages().stream().map(Claim::message).toList())
                .stream()
                .map(recipient -> result(recipient, stopped))
                .toList();
    }

    private Mailing compiled(Access access, Campaign campaign, UUID template) {
        try {
            return mailings.test(campaign, templates.freeze(access.workspace(), template));
        } catch (RenderingFailure failure) {
            throw new Problem.Invalid("template." + failure.part().field(), failure.wrong(), failure.right());
        }
    }

    private static Result result(Recipient recipient, @Nullable String stopped) {
        String detail = recipient.reasonDetail() == null ? stopped : recipient.reasonDetail();
        String status = switch (recipient.phase()) {
            case UNKNOWN -> "UNKNOWN";
            case WAITING, DONE -> recipient.status().name();
        };
        return new Result(recipient.email(), status, recipient.reason(), detail);
    }

    private static List<EmailAddress> addresses(Request request) {
        List<String> given = request.emails() == null ? List.of() : request.emails();
        if (given.isEmpty() || given.size() > MOST) {
            throw new Problem.Invalid("emails", "has " + given.size() + " addresses", "1 to " + MOST);
        }
        List<EmailAddress> addresses = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            addresses.add(EmailAddress.parse("emails[" + i + "]", given.get(i)));
        }
        return addresses.stream().distinct().toList();
    }
}
