package lettermill.engine.temporal;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One piece of work, until it is done or given up. */
@WorkflowInterface
public interface RunActivityWorkflow {

    @WorkflowMethod
    void run(Work work);
}
