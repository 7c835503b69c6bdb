package lettermill.engine;

import java.util.Optional;
import lettermill.base.CampaignId;

/**
 * A piece of durable work. It may be run again from the start after a failure or a crash, so it must be idempotent.
 * A failed run is repeated after 1 s, 2 s, 4 s ... at most a minute apart, ten times in all; a
 * {@link lettermill.base.Problem} cannot heal and is not repeated.
 */
public interface Activity {

    /** The name under which it is dispatched, in snake case. */
    String name();

    /** Does the work; returns early when {@link ActivityRun#stopping} says so and is then run again elsewhere. */
    void run(ActivityRun run) throws InterruptedException;

    /** Which processes run it, where processes of different kinds are scaled apart. */
    default Queue queue() {
        return Queue.JOBS;
    }

    /** The campaign that a piece of work belongs to: an engine may keep such work together, and shows it by that. */
    default Optional<CampaignId> campaign(String key) {
        return Optional.empty();
    }
}
