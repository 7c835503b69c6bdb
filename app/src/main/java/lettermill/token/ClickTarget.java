package lettermill.token;

import lettermill.base.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * Where a click token leads. Exactly one of link and url is given.
 *
 * @param linkId a row of tracking.link
 * @param url an address that was only known when the mail was rendered
 */
public record ClickTarget(
        MessageId message, @Nullable Long linkId, @Nullable String url) {}
