/**
 * What vendors report about mail by HTTP: each callback is proved genuine on its raw octets, kept, read, and its facts recorded.
 * It owns the schema webhook.
 * Package mail does the same for what comes back by mail.
 * Vendors call its public endpoints, owners set the credentials and look at the log.
 * It never decides what a fact means for a message or a person: it records it in the ledger.
 */
@NullMarked
package lettermill.webhook;

import org.jspecify.annotations.NullMarked;
