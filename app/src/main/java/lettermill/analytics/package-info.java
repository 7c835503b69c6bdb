/**
 * What came of campaigns, in figures: each is counted from the ledger, and machines are always told from people.
 * It owns analytics.campaign_quarter and analytics.progress, which a job fills from the ledger.
 * Only its own endpoints call it.
 * It never changes what it counts.
 */
@NullMarked
package lettermill.analytics;

import org.jspecify.annotations.NullMarked;
