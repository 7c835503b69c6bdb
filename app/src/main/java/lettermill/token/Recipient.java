package lettermill.token;

import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import org.jspecify.annotations.Nullable;

/**
 * Whose preferences a token opens.
 *
 * @param message the mail it stood in; null for a link that was given out otherwise
 */
public record Recipient(SubscriberId subscriber, @Nullable MessageId message) {}
