package lettermill.delivery;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lettermill.agent.FeedbackSettings;
import lettermill.base.SubscriberId;
import lettermill.routing.Sender;
import lettermill.template.RenderedLetter;
import lettermill.template.SystemNames;
import lettermill.token.Tokens;
import lettermill.wire.Body;
import lettermill.wire.Envelope;
import lettermill.wire.HeaderText;
import lettermill.wire.Heading;
import lettermill.wire.Letter;
import lettermill.wire.ListHeaders;
import lettermill.wire.Mailbox;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes one person's letter: renders the template and sets the headers. Pure, but for the clock in Date. */
@Component
class LetterWriter {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final Tokens tokens;
    private final FeedbackSettings feedback;
    private final JsonMapper json;
    private final Clock clock;

    LetterWriter(Tokens tokens, FeedbackSettings feedback, JsonMapper json, Clock clock) {
        this.tokens = tokens;
        this.feedback = feedback;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Writes a letter.
     *
     * @throws lettermill.template.RenderingFailure when the template fails for this person
     * @throws lettermill.wire.InvalidFieldException when a header could not be written, for example for such an address
     */
    Letter write(Mailing mailing, Sender sender, Addressee to) {
        String unsubscribe = unsubscribeUrl(mailing, to);
        RenderedLetter letter = mailing.template().render(context(mailing, to));
        Mailing.Headers headers = mailing.headers();
        String fromName = headers.fromName() == null ? sender.displayName() : headers.fromName();
        String replyTo = headers.replyTo() == null ? sender.replyTo() : headers.replyTo();
        long id = to.message().value();
        return new Letter(
                id,
                to.claim().attempts() + 1,
                new Envelope(
                        tokens.returnPath(to.message()) + "@" + sender.host(),
                        new Mailbox(to.email(), to.name().isBlank() ? null : HeaderText.oneLine(to.name())),
                        sender.signingDomain()),
                new Heading(
                        new Mailbox(sender.email(), fromName == null ? null : HeaderText.oneLine(fromName)),
                        replyTo == null ? null : Mailbox.of(replyTo),
                        HeaderText.oneLine(letter.subject()),
                        clock.instant(),
                        messageId(mailing, id, sender),
                        List.of()),
                listHeaders(mailing, to, sender, unsubscribe),
                new Body(letter.html(), letter.text()));
    }

    /** Stable over all attempts, so that a recipient's server can tell a second copy from a second letter. */
    private static String messageId(Mailing mailing, long id, Sender sender) {
        return "<" + id + "." + mailing.workspace().id().toString().substring(0, 8) + "@" + sender.host() + ">";
    }

    private @Nullable ListHeaders listHeaders(Mailing mailing, Addressee to, Sender sender, String unsubscribe) {
        Mailing.Headers headers = mailing.headers();
        if (!headers.nature().isOfList()) {
            return null;
        }
        boolean oneClick = to.subscriber() != null && headers.nature() == Mailing.Nature.MARKETING;
        // Gmail: up to three fields of ours, then the sender's, 5 to 15 characters and always the same.
        String feedback = headers.feedback() + ":" + headers.nature().name().toLowerCase(Locale.ROOT) + ":campaign:lm"
                + mailing.workspace().id().toString().substring(0, 8);
        boolean byMail = to.subscriber() != null && this.feedback.takesMail();
        return new ListHeaders(
                headers.listLabel() + "." + sender.host(),
                unsubscribe,
                byMail ? tokens.unsubscribeAddress(to.message()) + "@" + sender.host() : null,
                oneClick ? ListHeaders.Unsubscribe.ONE_CLICK : ListHeaders.Unsubscribe.PAGE,
                feedback);
    }

    private Map<String, @Nullable Object> context(Mailing mailing, Addressee to) {
        Map<String, @Nullable Object> context = new HashMap<>(to.attributes());
        context.putAll(mailing.context());
        String own = to.claim().contextJson();
        if (own != null) {
            context.putAll(json.readValue(own, MAP));
        }
        context.put(SystemNames.RECIPIENT_NAME, to.name());
        context.put(SystemNames.EMAIL, to.email());
        context.put(SystemNames.UNSUBSCRIBE_URL, pageUrl(mailing, to));
        context.put(SystemNames.PREFERENCES_URL, pageUrl(mailing, to));
        context.put(SystemNames.WORKSPACE_NAME, mailing.workspace().name());
        String postal = mailing.workspace().postalAddress();
        context.put(SystemNames.POSTAL_ADDRESS, postal == null ? "" : postal);
        context.put(SystemNames.CAMPAIGN_NAME, mailing.headers().campaignName());
        context.put(SystemNames.MESSAGE, to.message().value());
        return context;
    }

    /** For a person's click in the letter: a page that asks before it changes anything. */
    private String pageUrl(Mailing mailing, Addressee to) {
        SubscriberId subscriber = to.subscriber();
        // A test to a bare address belongs to nobody, so its links must change nobody's consent.
        return mailing.base().url()
                + "/preferences/"
                + (subscriber == null ? "test" : tokens.preference(subscriber, to.message()));
    }

    /** For the mailbox provider's POST (RFC 8058): the token is all the context there is. */
    private String unsubscribeUrl(Mailing mailing, Addressee to) {
        SubscriberId subscriber = to.subscriber();
        return subscriber == null
                ? pageUrl(mailing, to)
                : mailing.base().url() + "/u/" + tokens.unsubscribe(subscriber, to.message());
    }
}
