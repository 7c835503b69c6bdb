package lettermill.wire;

import org.jspecify.annotations.Nullable;

/**
 * Who carries the blame, who gets the letter and who vouches for it.
 *
 * @param returnPath the address bounces go to (MAIL FROM, RFC 5321 section 3.3); empty for none
 * @param to the one recipient; its display name is only shown in the To header
 * @param signingDomain the domain whose DKIM key signs, a domain of the wave's workspace; null sends unsigned
 */
public record Envelope(
        String returnPath, Mailbox to, @Nullable String signingDomain) {
    public Envelope {
        if (!returnPath.isEmpty()) {
            Mailbox.requireAddress("returnPath", returnPath);
        }
        if (signingDomain != null) {
            signingDomain = DomainKey.requireDomain("signingDomain", signingDomain);
        }
    }
}
