/**
 * Campaigns: what is mailed to whom and when, from draft to sent.
 * It owns the schema campaign.
 * People call it over HTTP and the engine by its activities; it hands messages to delivery, the one door.
 * It never talks to a provider and never decides by itself who may be mailed.
 */
@NullMarked
package lettermill.campaign;

import org.jspecify.annotations.NullMarked;
