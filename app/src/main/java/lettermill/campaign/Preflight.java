package lettermill.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if a campaign were sent now.
 *
 * @param recipients how many would get it
 * @param skipped how many would not, by reason
 * @param skippedWords the same reasons in words
 * @param route which way it would take; null when there is none
 * @param roomToday mails that today's caps still leave; null for no cap
 * @param expectedFinish an estimate from the caps on speed and days; null when nothing would be sent
 * @param problems what keeps it from starting
 * @param warnings what doesn't, and is worth a look
 */
public record Preflight(
        boolean ready,
        long recipients,
        Map<String, Long> skipped,
        Map<String, String> skippedWords,
        @Nullable String route,
        @Nullable Integer roomToday,
        @Nullable Instant expectedFinish,
        List<Problem.Field> problems,
        List<Problem.Field> warnings) {}
