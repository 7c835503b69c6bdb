package lettermill.engine.temporal;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * One campaign's work: making its messages, its lanes, its figures. It is open while there is something to do, and starts anew
 * under the same id when there is again.
 */
@WorkflowInterface
public interface SendCampaignWorkflow {

    @WorkflowMethod
    void run(Start start);

    /** A piece of the campaign's work; one that waits or runs already stays as it is. */
    @SignalMethod
    void request(Work work);

    /** Several pieces by one signal. */
    @SignalMethod
    void requestAll(List<Work> pieces);

    /** Pauses the campaign, as the product's own button does; the workflow stays open for a day. */
    @SignalMethod
    void pause();

    @SignalMethod
    void resume();

    /** Cancels the campaign; so does cancelling the workflow. */
    @SignalMethod
    void cancel();

    @QueryMethod
    Progress progress();

    /**
     * What a run begins with.
     *
     * @param campaign a piece of the campaign's work, for its key, workspace and task queue
     * @param waiting what a run before left to do
     * @param held whether it was paused by a signal
     */
    record Start(Work campaign, List<Work> waiting, boolean held) {}

    /**
     * How far it is.
     *
     * @param held whether a signal paused it
     * @param running pieces of work at this moment, as activity/key
     * @param waiting pieces that begin with the next step
     * @param finished how many ended well in this run of the workflow
     * @param failed what was given up in this run, with why
     */
    record Progress(boolean held, List<String> running, List<String> waiting, int finished, List<String> failed) {}
}
