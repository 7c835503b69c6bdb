package lettermill.engine;

import java.time.Instant;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Runs activities durably. Whatever an engine is built on, it passes {@code EngineContract}. */
public interface Engine {

    /**
     * Asks for one run of an activity. Takes part in the caller's transaction: the run happens exactly if it commits.
     * While a run of the same activity and key waits or runs, a second request is the same request; it only moves a
     * waiting one forward when its time is earlier.
     *
     * @param activity an {@link Activity#name}
     * @param key names the piece of work, e.g. a campaign's id
     * @param workspace whose work it is, for the run history; null for the house's own
     * @param at when to start at the earliest
     */
    void dispatch(String activity, String key, @Nullable WorkspaceId workspace, Instant at);
}
