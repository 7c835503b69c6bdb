package lettermill.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A sending domain as a client asks for it.
 *
 * @param domain {@code example.org}; Unicode or A-label
 * @param subdomain {@code news} for news.example.org; null sends from the domain itself
 * @param dailyLimit mails a day at most; null for no cap
 */
public record DomainRequest(
        @Nullable String domain,
        @Nullable String subdomain,
        @Nullable Integer dailyLimit,
        @Nullable String defaultFromName,
        @Nullable String defaultReplyTo,
        @JsonProperty("is_default") @Nullable Boolean isDefault) {

    /** What can change later. */
    public record Changes(
            @Nullable Integer dailyLimit,
            @Nullable String defaultFromName,
            @Nullable String defaultReplyTo,
            @JsonProperty("is_default") @Nullable Boolean isDefault) {}

    /** Why an owner lets a domain send unverified. */
    public record OverrideReason(@Nullable String reason) {}

    Changes changes() {
        return new Changes(dailyLimit, defaultFromName, defaultReplyTo, isDefault);
    }
}
