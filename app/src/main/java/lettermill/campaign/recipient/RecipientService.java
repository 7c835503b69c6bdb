package lettermill.campaign.recipient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lettermill.audience.SkipReason;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.campaign.Campaign;
import lettermill.campaign.CampaignService;
import lettermill.campaign.Counts;
import lettermill.ledger.Recipient;
import lettermill.ledger.Recipients;
import lettermill.ledger.queue.Resolution;
import lettermill.ledger.queue.SendQueue;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A campaign's recipients as people read them, and their decisions about those whose end is unknown. */
@Service
class RecipientService {

    private static final int EXPORT_PAGE = 2_000;
    private static final Map<String, String> WORDS = words();

    private final Recipients recipients;
    private final CampaignService campaigns;
    private final SendQueue queue;
    private final Counts counts;
    private final Audit audit;

    RecipientService(Recipients recipients, CampaignService campaigns, SendQueue queue, Counts counts, Audit audit) {
        this.recipients = recipients;
        this.campaigns = campaigns;
        this.queue = queue;
        this.counts = counts;
        this.audit = audit;
    }

    private static Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        for (SkipReason reason : SkipReason.values()) {
            words.put(reason.name(), reason.words());
        }
        words.put("HARD_BOUNCE", "the mailbox does not exist");
        words.put("SOFT_BOUNCE", "the mail came back");
        words.put("BLOCKED", "the server refuses mail from us");
        words.put("REFUSED", "the server refused this mail");
        words.put("EXPIRED", "was deferred for three days");
        words.put("RENDERING_FAILURE", "the template could not be rendered for this person");
        words.put("ANSWER_LOST", "was handed over and the answer was lost");
        words.put("INTERRUPTED", "was handed over when the process died");
        words.put("OUTCOME_UNKNOWN", "was handed over, nobody knows the end, and a person let it rest");
        words.put("CAMPAIGN_CANCELLED", "the campaign was cancelled before");
        words.put("NOT_SENT", "was not sent");
        words.put("COMPLAINT", "reported it as spam");
        return Map.copyOf(words);
    }

    /** A recipient with its reason in words. */
    record View(
            @JsonUnwrapped Recipient recipient, @Nullable String reasonText) {
        static View of(Recipient recipient) {
            return new View(recipient, recipient.reason() == null ? null : WORDS.get(recipient.reason()));
        }
    }

    Page<View> list(WorkspaceId workspace, CampaignId campaign, Recipients.Filter filter, int limit) {
        campaigns.get(workspace, campaign);
        int size = Page.limit(limit);
        List<View> views = recipients.list(workspace, campaign, filter, size + 1).stream()
                .map(View::of)
                .toList();
        return Page.of(views, size, view -> view.recipient().id().toString());
    }

    /** How many messages stand where on their way, by phase. */
    Map<String, Long> progress(WorkspaceId workspace, CampaignId campaign) {
        campaigns.get(workspace, campaign);
        Map<String, Long> progress = new TreeMap<>();
        recipients
                .phases(workspace, campaign)
                .forEach((phase, count) -> progress.put(phase.name().toLowerCase(Locale.ROOT), count));
        return progress;
    }

    /** Writes all that match as CSV (RFC 4180, UTF-8), page by page. */
    void export(WorkspaceId workspace, CampaignId campaign, Recipients.Filter filter, Writer to) throws IOException {
        to.write("id,email,name,status,reason,reason_text,detail,attempts,sent_at,delivered_at,opened_at,clicked_at,"
                + "bounced_at,unsubscribed_at,complained_at,open_count,click_count\r\n");
        long after = filter.after();
        List<Recipient> page;
        do {
            Recipients.Filter from =
                    new Recipients.Filter(filter.status(), filter.phase(), filter.reason(), filter.search(), after);
            page = recipients.list(workspace, campaign, from, EXPORT_PAGE);
            for (Recipient recipient : page) {
                to.write(line(recipient));
                after = recipient.id().value();
            }
        } while (page.size() == EXPORT_PAGE);
    }

    private static String line(Recipient recipient) {
        Recipient.Times times = recipient.times();
        Object[] cells = {
            recipient.id(),
            recipient.email(),
            recipient.recipientName(),
            recipient.status(),
            recipient.reason(),
            recipient.reason() == null ? null : WORDS.get(recipient.reason()),
            recipient.reasonDetail(),
            recipient.attempts(),
            times.sentAt(),
            times.deliveredAt(),
            times.openedAt(),
            times.clickedAt(),
            times.bouncedAt(),
            times.unsubscribedAt(),
            times.complainedAt(),
            recipient.openCount(),
            recipient.clickCount()
        };
        StringBuilder line = new StringBuilder();
        for (Object cell : cells) {
            line.append(line.isEmpty() ? "" : ",").append(cell == null ? "" : quoted(cell.toString()));
        }
        return line.append("\r\n").toString();
    }

    /** A cell that a spreadsheet would run as a formula is shown as text (OWASP, CSV injection). */
    private static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /**
     * A decision about messages whose end is unknown.
     *
     * @param messageIds which; at most 500
     */
    record Decision(@Nullable Resolution action, @Nullable List<MessageId> messageIds) {}

    /** @return how many it was about: those whose end is known by now are left alone */
    @Transactional
    public int resolve(Access access, CampaignId id, Decision decision) {
        List<MessageId> messages = decision.messageIds();
        if (decision.action() == null || messages == null || messages.isEmpty() || messages.size() > Page.MAXIMUM) {
            throw new Problem.Invalid(
                    decision.action() == null ? "action" : "message_ids",
                    "is missing or too long",
                    "SEND_AGAIN or LEAVE, and 1 to 500 message ids");
        }
        Campaign campaign = campaigns.get(access.workspace(), id);
        int resolved = queue.resolve(access.workspace(), id, messages, decision.action());
        if (resolved > 0 && decision.action() == Resolution.SEND_AGAIN) {
            campaigns.reopen(access.workspace(), id);
        } else if (resolved > 0) {
            counts.recount(access.workspace(), id);
        }
        audit.record(
                access, "campaign.unknown." + decision.action(), campaign.id().toString(), resolved + " messages");
        return resolved;
    }
}
