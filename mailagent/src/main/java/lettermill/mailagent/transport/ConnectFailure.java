package lettermill.mailagent.transport;

import lettermill.wire.Outcome;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Reply;

/** No connection that would take mail: why, in the server's words or ours. */
final class ConnectFailure extends Exception {
    private final State state;
    private final transient Reply reply;
    private final boolean ours;

    ConnectFailure(State state, Reply reply) {
        this(state, reply, false);
    }

    private ConnectFailure(State state, Reply reply, boolean ours) {
        super(reply.toString(), null, false, false);
        this.state = state;
        this.reply = reply;
        this.ours = ours;
    }

    /** The machine has not got the address to connect from: no fault of the server's. */
    static ConnectFailure ofSource(String why) {
        return new ConnectFailure(State.UNREACHABLE, Reply.local("4.4.1", why), true);
    }

    State state() {
        return state;
    }

    Reply reply() {
        return reply;
    }

    /** Sign-in that is refused for good will not heal by waiting; all else may. */
    Outcome outcome(long messageId) {
        if (ours) {
            return new Outcome.Deferred(messageId, reply, Outcome.Deferred.Scope.SOURCE);
        }
        return state == State.SIGN_IN_REFUSED && reply.code() / 100 != 4
                ? new Outcome.Refused(messageId, reply, Outcome.Refused.Scope.PROVIDER)
                : new Outcome.Deferred(messageId, reply, Outcome.Deferred.Scope.PROVIDER);
    }
}
