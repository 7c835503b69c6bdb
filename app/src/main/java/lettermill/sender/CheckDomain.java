package lettermill.sender;

import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import org.springframework.stereotype.Component;

/** {@code check_domain}: looks at the records of one domain because it is time. */
@Component
class CheckDomain implements Activity {

    static final String ACTIVITY = "check_domain";

    private final VerificationService verification;

    CheckDomain(VerificationService verification) {
        this.verification = verification;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        DomainChecks.Due due = DomainChecks.Due.of(run.key());
        verification.recheck(due.workspace(), due.domain());
    }
}
