package lettermill.base;

import java.time.Duration;
import java.util.List;

/**
 * What can be wrong with a request, in words for the person who sent it. The root package answers each as
 * {@code application/problem+json} (RFC 9457); nothing here is a fault of ours.
 */
public abstract sealed class Problem extends RuntimeException {

    private Problem(String message) {
        super(message, null, false, false);
    }

    /**
     * One field that can't be taken.
     *
     * @param field its path in the body, or the name of the parameter
     * @param wrong what is wrong with the value
     * @param right what would be right
     */
    public record Field(String field, String wrong, String right) {}

    /** 422: the request was understood, and a value in it is not acceptable. */
    public static final class Invalid extends Problem {
        private final List<Field> fields;

        public Invalid(String field, String wrong, String right) {
            this(List.of(new Field(field, wrong, right)));
        }

        public Invalid(List<Field> fields) {
            super(fields.getFirst().field() + ": " + fields.getFirst().wrong());
            this.fields = List.copyOf(fields);
        }

        public List<Field> fields() {
            return fields;
        }
    }

    /** 404: nothing of that name, or nothing the caller may know of. */
    public static final class NotFound extends Problem {
        public NotFound(String kind, Object name) {
            super("There is no " + kind + " " + name + ".");
        }
    }

    /** 409: the request is right, but not in the present state; the detail says which state it is. */
    public static final class Conflict extends Problem {
        public Conflict(String detail) {
            super(detail);
        }
    }

    /** 403: the caller is known and may not do this. */
    public static final class Forbidden extends Problem {
        public Forbidden(String detail) {
            super(detail);
        }
    }

    /** 401: the caller is not known. */
    public static final class Unauthenticated extends Problem {
        public Unauthenticated(String detail) {
            super(detail);
        }
    }

    /** 429: too often; {@link #retryAfter} says when it is worth another try. */
    public static final class TooManyRequests extends Problem {
        private final Duration retryAfter;

        public TooManyRequests(String detail, Duration retryAfter) {
            super(detail);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** 413: the body is larger than this endpoint takes. */
    public static final class TooLarge extends Problem {
        public TooLarge(String detail) {
            super(detail);
        }
    }

    /** 503: something we need does not answer; nothing was changed. */
    public static final class Unavailable extends Problem {
        public Unavailable(String detail) {
            super(detail);
        }
    }
}
