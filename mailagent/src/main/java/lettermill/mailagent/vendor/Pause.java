package lettermill.mailagent.vendor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import lettermill.mailagent.vendor.Answer.Said;

/**
 * How long a vendor wants to be left in peace: by {@code Retry-After} (RFC 9110 section 10.2.3), or by {@code X-RateLimit-Reset}
 * when {@code X-RateLimit-Remaining} is used up, as SendGrid (seconds since 1970) and Mailgun (milliseconds) have it.
 */
final class Pause {
    /** What is asked for beyond this is not believed to be meant. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** When the vendor says "too many" and no more. */
    static final Duration UNSAID = Duration.ofSeconds(1);

    private static final long MILLIS_BEGIN = 100_000_000_000L;
    private static final long EPOCH_BEGINS = 1_000_000_000L;

    private Pause() {}

    static Optional<Duration> askedFor(Said said, Instant now) {
        Optional<Duration> asked = said.headers().firstValue("Retry-After").flatMap(text -> retryAfter(text, now));
        boolean tooMany = said.status() == Statuses.TOO_MANY_REQUESTS;
        if (asked.isEmpty() && (tooMany || remaining(said) == 0)) {
            asked = said.headers().firstValue("X-RateLimit-Reset").flatMap(text -> reset(text, now));
        }
        if (asked.isEmpty() && tooMany) {
            return Optional.of(UNSAID);
        }
        return asked.filter(Duration::isPositive).map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }

    private static Optional<Duration> retryAfter(String text, Instant now) {
        Optional<Duration> seconds = number(text).map(Duration::ofSeconds);
        if (seconds.isPresent()) {
            return seconds;
        }
        try {
            return Optional.of(Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> reset(String text, Instant now) {
        return number(text).map(value -> {
            if (value >= MILLIS_BEGIN) {
                return Duration.between(now, Instant.ofEpochMilli(value));
            }
            return value >= EPOCH_BEGINS
                    ? Duration.between(now, Instant.ofEpochSecond(value))
                    : Duration.ofSeconds(value);
        });
    }

    private static long remaining(Said said) {
        return said.headers()
                .firstValue("X-RateLimit-Remaining")
                .flatMap(Pause::number)
                .orElse(1L);
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
