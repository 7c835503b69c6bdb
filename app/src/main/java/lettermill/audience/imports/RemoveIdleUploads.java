package lettermill.audience.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Schedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes files that nobody has started to import within a day, that were only counted, or whose import has ended early: they
 * are lists of people. So are files without an import, as a crash during an upload leaves them. What a crash of this job leaves
 * undone the next run does.
 */
@Component
class RemoveIdleUploads implements Activity {

    static final String ACTIVITY = "remove_idle_uploads";
    static final Duration KEPT = Duration.ofDays(1);
    static final String SAID = "Nobody started it within a day, so its file was removed; upload it again.";

    private static final Logger LOG = LoggerFactory.getLogger(RemoveIdleUploads.class);

    private final IdleUploads uploads;
    private final ImportFiles files;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RemoveIdleUploads(IdleUploads uploads, ImportFiles files, TransactionTemplate transactions, Clock clock) {
        this.uploads = uploads;
        this.files = files;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        Instant now = clock.instant();
        Instant then = now.minus(KEPT);
        transactions.executeWithoutResult(transaction -> {
            uploads.expire(then, SAID, now);
            try {
                remove(then);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private void remove(Instant then) throws IOException {
        List<UUID> old = files.untouchedSince(then);
        Set<UUID> needed = uploads.needed(old, then);
        int removed = 0;
        for (UUID id : old) {
            if (!needed.contains(id)) {
                files.delete(id);
                removed++;
            }
        }
        if (removed > 0) {
            LOG.info("{} uploaded files that nobody needs were removed", removed);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scheduled {
        @Bean
        Schedule removeIdleUploads() {
            return new Schedule("remove-idle-uploads", ACTIVITY, Duration.ofHours(1));
        }
    }
}
