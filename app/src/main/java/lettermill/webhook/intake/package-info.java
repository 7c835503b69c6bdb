/**
 * From a callback to facts in the ledger: who may report, what came, what it was about, and what is read again.
 * It owns webhook.credential, webhook.provider_event_log, webhook.unmatched_event and webhook.used_token.
 * Vendors call its public endpoints; owners set credentials, look at the log and have it read again.
 * It never answers a callback before what it says is committed.
 */
@NullMarked
package lettermill.webhook.intake;

import org.jspecify.annotations.NullMarked;
