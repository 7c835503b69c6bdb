/**
 * Amazon SNS as far as SES reports through it: a certificate authority of the lab's own, the certificate where SNS publishes it, signed
 * messages, and the confirmation of subscriptions.
 * Owns no tables.
 * The vendor's events, tests and the demo call it.
 * The product comes here only where it was started with this authority trusted and with this proxy, by Java's own settings: it has no setting for that.
 */
@NullMarked
package lettermill.lab.vendor.sns;

import org.jspecify.annotations.NullMarked;
