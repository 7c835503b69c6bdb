package lettermill.provider;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The provider of workspaces that have none.
 *
 * @param host name of the mail server; empty for no such provider
 * @param username empty when it wants no sign-in
 * @param emailFrom the address in From when a workspace has no identity of its own; empty for none
 * @param ratePerMinute cap of mails a minute, over all workspaces
 */
@ConfigurationProperties("lettermill.smtp")
public record FallbackSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String emailFrom,
        @DefaultValue("") String emailFromName,
        @DefaultValue("100") int ratePerMinute) {

    public FallbackSettings {
        if (ratePerMinute < 1) {
            throw new IllegalArgumentException(
                    "CAMPAIGN_SEND_RATE_PER_MINUTE is " + ratePerMinute + "; it must be at least 1");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("SMTP_PORT is " + port + "; it must be 1 to 65535");
        }
    }

    /** The sign-in, or none. */
    ProviderCredentials credentials() {
        return ProviderCredentials.ofMailServer(username, password);
    }

    @Override
    public String toString() {
        return "FallbackSettings[" + host + ":" + port + "]";
    }
}
