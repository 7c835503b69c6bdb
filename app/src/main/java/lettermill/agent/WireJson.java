package lettermill.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import lettermill.wire.Outcome;
import lettermill.wire.ProviderSpec;
import lettermill.wire.SmtpProvider;
import lettermill.wire.vendor.VendorSettings;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of the wire as JSON, the same on both sides: snake_case, times by ISO 8601, and a {@code type} where there are
 * several kinds. A member that the other side does not know is passed over, so that the two need not change at once.
 */
final class WireJson {

    /** Names the process that answers, and in a request the one that is meant: a UUID that lives as long as it. */
    static final String INSTANCE = "MailAgent-Instance";

    /** The outcomes of a wave, in the order of its letters. */
    record Delivered(List<Outcome> outcomes) {}

    /** The first question to a MailAgent. */
    record Hello(UUID instance) {}

    /** What was wrong with a value, as the wire's records say it. */
    record WrongField(String field, String reason) {}

    private WireJson() {}

    static JsonMapper mapper() {
        return configure(JsonMapper.builder()).build();
    }

    static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addMixIn(Outcome.class, Outcomes.class)
                .addMixIn(ProviderSpec.class, Providers.class)
                .addMixIn(VendorSettings.class, Vendors.class);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Outcome.Accepted.class, name = "accepted"),
        @JsonSubTypes.Type(value = Outcome.Deferred.class, name = "deferred"),
        @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Outcome.Unknown.class, name = "unknown")
    })
    private interface Outcomes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SmtpProvider.class, name = "smtp"),
        @JsonSubTypes.Type(value = ProviderSpec.Vendor.class, name = "vendor")
    })
    private interface Providers {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = VendorSettings.Ses.class, name = "ses"),
        @JsonSubTypes.Type(value = VendorSettings.SendGrid.class, name = "sendgrid"),
        @JsonSubTypes.Type(value = VendorSettings.Mailgun.class, name = "mailgun"),
        @JsonSubTypes.Type(value = VendorSettings.Postmark.class, name = "postmark")
    })
    private interface Vendors {}
}
