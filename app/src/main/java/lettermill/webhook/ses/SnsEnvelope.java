package lettermill.webhook.ses;

import java.util.ArrayList;
import java.util.List;
import lettermill.base.Problem;
import lettermill.webhook.Callback;
import lettermill.webhook.EventFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What SNS wraps around a message. The values are as they were sent, for they are signed; a Lambda function passes them on under
 * names that end in {@code Url}.
 */
record SnsEnvelope(Type type, JsonNode body) {

    /** The kinds of SNS messages, and which values each signs, in the order of their names. */
    enum Type {
        NOTIFICATION("Notification", List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")),
        SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation", Constants.CONFIRMATION),
        UNSUBSCRIBE_CONFIRMATION("UnsubscribeConfirmation", Constants.CONFIRMATION);

        private final String word;
        private final List<String> signed;

        Type(String word, List<String> signed) {
            this.word = word;
            this.signed = signed;
        }

        private static final class Constants {
            static final List<String> CONFIRMATION =
                    List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        }
    }

    /** @throws Problem.Invalid when it is no SNS message, as with raw delivery, which carries no signature */
    static SnsEnvelope of(Callback callback) {
        JsonNode body = EventFields.parse(callback.body());
        String word = body.path("Type").asString("");
        for (Type type : Type.values()) {
            if (type.word.equals(word)) {
                return new SnsEnvelope(type, body);
            }
        }
        throw new Problem.Invalid(
                "Type", "this is no SNS message", "a subscription of SNS over HTTPS, with raw message delivery off");
    }

    /** A member's text; null when it is absent or no string. */
    @Nullable
    String value(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() && name.endsWith("URL")) {
            value = body.path(name.substring(0, name.length() - 3) + "Url");
        }
        return value.isString() ? value.asString() : null;
    }

    /** The octets that are signed: each value behind its name, a line each; Subject only where there is one. */
    String signedText() {
        StringBuilder text = new StringBuilder();
        for (String name : type.signed) {
            String value = value(name);
            if (value != null) {
                text.append(name).append('\n').append(value).append('\n');
            }
        }
        return text.toString();
    }

    /** Names of signed values that are not there, though only Subject may be left out. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String name : type.signed) {
            if (value(name) == null && !name.equals("Subject")) {
                missing.add(name);
            }
        }
        return missing;
    }
}
