package lettermill.sender.ip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.engine.Schedule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** {@code check_ips} has every address looked at that is due, each by a run of {@code check_ip} of its own. */
@Configuration(proxyBeanMethods = false)
class IpChecks {

    static final String ALL = "check_ips";
    static final String ONE = "check_ip";

    /** Of one round; the rest has its turn in the next. */
    private static final int MOST = 500;

    @Bean
    Schedule checkIpsOften() {
        return new Schedule("check-ips", ALL, Duration.ofMinutes(5));
    }

    /** An address and whose it is. */
    record Due(WorkspaceId workspace, UUID ip) {

        static Due of(String key) {
            String[] parts = key.split("/", 2);
            return new Due(WorkspaceId.of(parts[0]), UUID.fromString(parts[1]));
        }

        @Override
        public String toString() {
            return workspace + "/" + ip;
        }
    }

    /** Finds those that are due. */
    @Component
    static class All implements Activity {

        private final DedicatedIps ips;
        private final Engine engine;
        private final Clock clock;

        All(DedicatedIps ips, Engine engine, Clock clock) {
            this.ips = ips;
            this.engine = engine;
            this.clock = clock;
        }

        @Override
        public String name() {
            return ALL;
        }

        @Override
        public void run(ActivityRun run) {
            Instant now = clock.instant();
            for (Due due : ips.claim(now, MOST)) {
                engine.dispatch(ONE, due.toString(), due.workspace(), now);
            }
        }
    }

    /** Looks at one. */
    @Component
    static class One implements Activity {

        private final IpVerificationService verification;

        One(IpVerificationService verification) {
            this.verification = verification;
        }

        @Override
        public String name() {
            return ONE;
        }

        @Override
        public void run(ActivityRun run) {
            Due due = Due.of(run.key());
            verification.recheck(due.workspace(), due.ip());
        }
    }
}
