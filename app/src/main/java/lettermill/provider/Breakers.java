package lettermill.provider;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the breakers of provider.provider. */
@Repository
class Breakers {

    private final JdbcClient database;

    Breakers(JdbcClient database) {
        this.database = database;
    }

    /** The breaker as it stands, and nobody else's to change until the transaction ends; empty when the provider is gone. */
    Optional<Breaker> lock(Provider provider) {
        return database.sql("""
                        SELECT * FROM provider.provider
                        WHERE id = :id AND workspace_id IS NOT DISTINCT FROM :workspace FOR UPDATE""")
                .param("id", provider.id())
                .param("workspace", workspaceOf(provider))
                .query((row, number) -> Breaker.of(row))
                .optional();
    }

    /** @param error the provider's words or the fault; null when all is well */
    void write(Provider provider, Breaker breaker, @Nullable String error) {
        database.sql("""
                        UPDATE provider.provider
                        SET breaker_state = :state, breaker_faults = :faults, breaker_fault_at = :faultAt::timestamptz,
                            breaker_opened_at = :openedAt::timestamptz, breaker_retry_at = :retryAt::timestamptz,
                            last_error = :error
                        WHERE id = :id AND workspace_id IS NOT DISTINCT FROM :workspace""")
                .param("id", provider.id())
                .param("workspace", workspaceOf(provider))
                .param("state", breaker.state().name())
                .param("faults", breaker.faults())
                .param("faultAt", timestamp(breaker.faultAt()))
                .param("openedAt", timestamp(breaker.openedAt()))
                .param("retryAt", timestamp(breaker.retryAt()))
                .param("error", error)
                .update();
    }

    /** Takes the one trial that is due; two processes never both get it. */
    Optional<Breaker> takeTrial(Provider provider, Instant now) {
        Breaker trial = provider.breaker().onTrial(now);
        int taken = database.sql("""
                        UPDATE provider.provider SET breaker_state = :state, breaker_retry_at = :retryAt
                        WHERE id = :id AND workspace_id IS NOT DISTINCT FROM :workspace AND breaker_retry_at <= :now""")
                .param("id", provider.id())
                .param("workspace", workspaceOf(provider))
                .param("state", trial.state().name())
                .param("retryAt", timestamp(trial.retryAt()))
                .param("now", timestamp(now))
                .update();
        return taken > 0 ? Optional.of(trial) : Optional.empty();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable UUID workspaceOf(Provider provider) {
        return provider.workspaceId() == null ? null : provider.workspaceId().value();
    }
}
