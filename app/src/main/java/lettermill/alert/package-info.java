/**
 * What somebody has to look at: a pause, a drop of a tier, records that failed, a provider that fails; and the mail that tells owners.
 * It owns the schema alert.
 * It listens to what the packages below publish, and writes in their transactions; people list alerts and acknowledge them.
 * It never mends anything, and no trouble with a mail ever loses an alert.
 */
@NullMarked
package lettermill.alert;

import org.jspecify.annotations.NullMarked;
