/**
 * The filter tree of a segment or a campaign: read from JSON, checked, compiled to SQL with bind variables only.
 * It owns no table; its SQL reads the schema audience and ledger.message.
 * The audience's selection, lists of subscribers and segments call it, and whoever stores a filter reads it here first.
 * It never executes a statement and never puts a client's text into one.
 */
@NullMarked
package lettermill.audience.filter;

import org.jspecify.annotations.NullMarked;
