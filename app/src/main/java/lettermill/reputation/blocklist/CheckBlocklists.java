package lettermill.reputation.blocklist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Schedule;
import lettermill.wire.MailAgent;
import lettermill.wire.blocklist.Blocklist;
import lettermill.wire.blocklist.BlocklistQuestion;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** {@code check_blocklists}: asks about everything that was not asked about for a day, outside of any transaction. */
@Component
class CheckBlocklists implements Activity {

    static final String ACTIVITY = "check_blocklists";

    /** A little less than a day, so that the hour does not wander. */
    private static final Duration DAY = Duration.ofHours(23);

    private static final Duration KEPT = Duration.ofDays(90);
    /** Of one round; the rest has its turn in the next. */
    private static final int MOST = 200;

    private final Lookups lookups;
    private final BlocklistService service;
    private final BlocklistSettings settings;
    private final MailAgent agent;
    private final Clock clock;

    CheckBlocklists(
            Lookups lookups, BlocklistService service, BlocklistSettings settings, MailAgent agent, Clock clock) {
        this.lookups = lookups;
        this.service = service;
        this.settings = settings;
        this.agent = agent;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        List<Blocklist> lists = settings.lists();
        Instant now = clock.instant();
        lookups.purge(now.minus(KEPT));
        if (lists.isEmpty()) {
            return;
        }
        for (Lookups.Subject subject : lookups.due(now.minus(DAY), MOST)) {
            if (run.stopping().getAsBoolean()) {
                return;
            }
            service.record(
                    subject, agent.checkBlocklists(new BlocklistQuestion(subject.kind(), subject.origin(), lists)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(BlocklistSettings.class)
    static class Cadence {
        @Bean
        Schedule checkBlocklistsDaily() {
            return new Schedule("check-blocklists", ACTIVITY, Duration.ofHours(1));
        }
    }
}
