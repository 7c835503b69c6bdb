/**
 * The people a workspace writes to: who is targeted, who may be mailed, and what each of them agreed to.
 * It owns every table of the schema audience and reads ledger.message for engagement.
 * Campaigns and delivery ask it for the targeted and the eligible; the preference pages and the ledger's events tell it about opt-outs.
 * It never sends anything and never decides what is in a mail.
 */
@NullMarked
package lettermill.audience;

import org.jspecify.annotations.NullMarked;
