package lettermill.engine.temporal;

import io.temporal.workflow.Workflow;

/** Goes on as a new run long before its history grows large: a round is seven events. */
public final class RunActivity implements RunActivityWorkflow {

    private static final int ROUNDS = 200;

    @Override
    public void run(Work work) {
        for (int round = 0; round < ROUNDS; round++) {
            if (Round.finishes(work)) {
                return;
            }
        }
        Workflow.continueAsNew(work);
    }
}
