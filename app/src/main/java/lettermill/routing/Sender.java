package lettermill.routing;

import java.util.UUID;
import lettermill.sender.SendingDomain;
import org.jspecify.annotations.Nullable;

/**
 * In whose name a batch leaves. From, Return-Path and DKIM key are all of one host.
 *
 * @param domain null for the installation's own From address, which is not signed by us
 * @param identityId null when the address is no listed identity
 * @param email the address in From
 * @param host its domain, an A-label
 */
public record Sender(
        @Nullable SendingDomain domain,
        @Nullable UUID identityId,
        String email,
        @Nullable String displayName,
        @Nullable String replyTo,
        String host) {

    /** The domain whose DKIM key signs; null for none. */
    public @Nullable String signingDomain() {
        return domain == null ? null : domain.host();
    }
}
