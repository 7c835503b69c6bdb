package lettermill.webhook.ses;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import lettermill.base.Problem;
import lettermill.ledger.EventType;
import lettermill.provider.ProviderType;
import lettermill.webhook.Age;
import lettermill.webhook.Callback;
import lettermill.webhook.ProviderWebhook;
import lettermill.webhook.Reading;
import lettermill.webhook.WebhookCredential;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * SES through SNS. A topic of another workspace is signed just as well, so only the topics that the provider names are heard,
 * and only they are subscribed to. SNS repeats a notification for an hour at most.
 */
@Component
public final class SesWebhook implements ProviderWebhook {

    static final Duration WINDOW = Duration.ofMinutes(65);

    private static final Logger LOG = LoggerFactory.getLogger(SesWebhook.class);

    private final SnsSignature signature;
    private final TrustedSnsCertificates.Documents documents;

    @Autowired
    SesWebhook(HttpDocuments documents, Clock clock) {
        this(
                new TrustedSnsCertificates(documents::get, TrustedSnsCertificates.platformAnchors(), clock),
                documents::get);
    }

    SesWebhook(SnsCertificates certificates, TrustedSnsCertificates.Documents documents) {
        this.signature = new SnsSignature(certificates);
        this.documents = documents;
    }

    @Override
    public ProviderType vendor() {
        return ProviderType.SES;
    }

    @Override
    public List<Problem.Field> faults(WebhookCredential credential) {
        List<Problem.Field> faults = new ArrayList<>();
        if (credential.topicArns().isEmpty()) {
            faults.add(
                    new Problem.Field("topic_arns", "there is none", "the ARN of the SNS topic that SES reports to"));
        }
        for (String arn : credential.topicArns()) {
            if (SnsHost.regionOf(arn).isEmpty()) {
                faults.add(new Problem.Field(
                        "topic_arns", arn + " is no topic's ARN", "arn:aws:sns:REGION:ACCOUNT:TOPIC"));
            }
        }
        return faults;
    }

    @Override
    public Optional<String> verify(Callback callback, WebhookCredential credential) {
        credential.requireSharedSecret(callback);
        SnsEnvelope envelope = SnsEnvelope.of(callback);
        if (!credential.topicArns().contains(String.valueOf(envelope.value("TopicArn")))) {
            throw new Problem.Unauthenticated("The topic is none of the provider's.");
        }
        signature.require(envelope);
        Age.require(time(envelope.value("Timestamp")), callback.receivedAt(), WINDOW);
        return Optional.empty();
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException wrong) {
            return null;
        }
    }

    /** Confirms at the address that follows from the topic; the one in the message only has to be of the same place. */
    @Override
    public void greet(Callback callback, WebhookCredential credential) {
        SnsEnvelope envelope = SnsEnvelope.of(callback);
        if (envelope.type() != SnsEnvelope.Type.SUBSCRIPTION_CONFIRMATION) {
            return;
        }
        String topic = String.valueOf(envelope.value("TopicArn"));
        URI asked = SnsHost.own(envelope.value("SubscribeURL")).orElse(null);
        if (asked == null || !SnsHost.regionOf(topic).equals(Optional.of(SnsHost.region(asked)))) {
            throw new Problem.Unauthenticated("The subscription is not confirmed at SNS in the topic's region.");
        }
        URI confirm = URI.create("https://" + asked.getHost() + "/?Action=ConfirmSubscription&TopicArn="
                + URLEncoder.encode(topic, StandardCharsets.UTF_8) + "&Token="
                + URLEncoder.encode(String.valueOf(envelope.value("Token")), StandardCharsets.UTF_8));
        try {
            documents.get(confirm);
            LOG.info("Subscribed to {}", topic);
        } catch (IOException away) {
            throw new Problem.Unavailable("SNS does not answer at present; the subscription is not confirmed.");
        }
    }

    @Override
    public Reading read(Callback callback) {
        SnsEnvelope envelope = SnsEnvelope.of(callback);
        return envelope.type() == SnsEnvelope.Type.NOTIFICATION
                ? SesEvents.read(envelope, callback.receivedAt())
                : new Reading(List.of(), List.of(envelope.type().name()));
    }

    @Override
    public SortedMap<String, Optional<EventType>> vocabulary() {
        return SesEvents.VOCABULARY;
    }
}
