package lettermill.mailagent.transport;

import lettermill.wire.Outcome;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Reply;

/** No connection that would take mail: why, in the server's words or ours. */
final class ConnectFailure extends Exception {
    private final State state;
    private final transient Reply reply;

    ConnectFailure(State state, Reply reply) {
        super(reply.toString(), null, false, false);
        this.state = state;
        this.reply = reply;
    }

    State state() {
        return state;
    }

    Reply reply() {
        return reply;
    }

    /** Sign-in that is refused for good will not heal by waiting; all else may. */
    Outcome outcome(long messageId) {
        return state == State.SIGN_IN_REFUSED && reply.code() / 100 != 4
                ? new Outcome.Refused(messageId, reply, Outcome.Refused.Scope.PROVIDER)
                : new Outcome.Deferred(messageId, reply, Outcome.Deferred.Scope.PROVIDER);
    }
}
