package lettermill.mailagent.vendor;

import java.net.http.HttpHeaders;
import lettermill.wire.ProviderStatus.State;

/** What came of a request. */
sealed interface Answer {

    /**
     * The other side answered.
     *
     * @param body what came of it, read as UTF-8
     */
    record Said(int status, HttpHeaders headers, String body, Extent extent) implements Answer {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** Whether a body is all there. */
    enum Extent {
        WHOLE,
        /** Longer than we read, broken off, or not there in time. */
        CUT
    }

    /** Not all of the request left, so nobody can have acted on it. */
    record NotAsked(State state, String why) implements Answer {}

    /** All of the request left and no answer came: acted on or not, nobody knows. */
    record Lost(String why) implements Answer {}
}
