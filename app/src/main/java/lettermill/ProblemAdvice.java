package lettermill;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Answers every problem as {@code application/problem+json} (RFC 9457): the field, what is wrong, what would be right. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(Problem problem) {
        return switch (problem) {
            case Problem.Invalid invalid -> answer(invalid(invalid.fields()));
            case Problem.NotFound unknown -> answer(HttpStatus.NOT_FOUND, unknown);
            case Problem.Conflict conflict -> answer(HttpStatus.CONFLICT, conflict);
            case Problem.Forbidden forbidden -> answer(HttpStatus.FORBIDDEN, forbidden);
            case Problem.Unauthenticated unknown -> answer(HttpStatus.UNAUTHORIZED, unknown);
            case Problem.TooLarge large -> answer(HttpStatus.CONTENT_TOO_LARGE, large);
            case Problem.Unavailable down -> answer(HttpStatus.SERVICE_UNAVAILABLE, down);
            case Problem.TooManyRequests often ->
                ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Long.toString(often.retryAfter().toSeconds()))
                        .body(detail(HttpStatus.TOO_MANY_REQUESTS, often.getMessage()));
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameter(MethodArgumentTypeMismatchException mismatch) {
        for (Throwable cause = mismatch.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem(problem);
            }
        }
        @Nullable Class<?> type = mismatch.getRequiredType();
        String right = type == null ? "another value" : describe(type);
        return answer(
                invalid(List.of(new Problem.Field(mismatch.getName(), mismatch.getValue() + " can't be read", right))));
    }

    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> databaseDown(Exception down, HttpServletRequest request) {
        LOG.warn("{} {} found no database: {}", request.getMethod(), request.getRequestURI(), down.getMessage());
        return answer(detail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The database does not answer; nothing was changed. Try again in a moment."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> database(DataAccessException failure, HttpServletRequest request) {
        // SQLSTATE class 22: a value that the database can't hold, and that no check before caught.
        if (failure.getMostSpecificCause() instanceof java.sql.SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("22")) {
            return answer(invalid(
                    List.of(new Problem.Field("request", "a value can't be stored", "shorter or plainer values"))));
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return answer(detail(HttpStatus.INTERNAL_SERVER_ERROR, "This is a fault of ours; it has been logged."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problem.Field> fields = failure.getFieldErrors().stream()
                .map(error -> new Problem.Field(
                        snakeCase(error.getField()),
                        error.getRejectedValue() == null ? "it is missing" : "it is not acceptable",
                        String.valueOf(error.getDefaultMessage())))
                .toList();
        List<Problem.Field> all = fields.isEmpty()
                ? List.of(new Problem.Field("body", "it is not acceptable", String.valueOf(failure.getMessage())))
                : fields;
        return body(invalid(all));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (failure.getCause() instanceof Problem problem) {
            return body(problem(problem).getBody());
        }
        if (failure.getCause() instanceof JacksonException json) {
            if (json.getCause() instanceof Problem problem) {
                return body(problem(problem).getBody());
            }
            return body(unreadable(json));
        }
        return body(invalid(List.of(new Problem.Field("body", "there is none", "a JSON object"))));
    }

    private static ProblemDetail unreadable(JacksonException json) {
        String field = json.getPath().isEmpty() ? "body" : path(json);
        return switch (json) {
            case UnrecognizedPropertyException unknown ->
                invalid(List.of(
                        new Problem.Field(field, "there is no such field", "one of " + unknown.getKnownPropertyIds())));
            case InvalidFormatException wrong ->
                invalid(List.of(new Problem.Field(
                        field, shorten(wrong.getValue()) + " can't be read", describe(wrong.getTargetType()))));
            case MismatchedInputException wrong
            when !json.getPath().isEmpty() ->
                invalid(List.of(new Problem.Field(field, "it has the wrong shape", describe(wrong.getTargetType()))));
            default -> {
                ProblemDetail malformed = invalid(List.of(
                        new Problem.Field(field, "this is not JSON that can be read", json.getOriginalMessage())));
                malformed.setStatus(HttpStatus.BAD_REQUEST);
                malformed.setTitle(HttpStatus.BAD_REQUEST.getReasonPhrase());
                yield malformed;
            }
        };
    }

    private static String path(JacksonException json) {
        StringBuilder path = new StringBuilder();
        json.getPath().forEach(step -> {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        });
        return path.toString();
    }

    private static String describe(@Nullable Class<?> type) {
        if (type == null) {
            return "a value of another type";
        }
        if (type.isEnum()) {
            return "one of " + java.util.Arrays.toString(type.getEnumConstants());
        }
        return "a value that is a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** A Java name as it stands in our JSON. */
    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String shorten(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static ProblemDetail invalid(List<Problem.Field> fields) {
        Problem.Field first = fields.getFirst();
        ProblemDetail detail = detail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                first.field() + ": " + first.wrong() + "; right would be: " + first.right());
        detail.setProperty("fields", fields);
        return detail;
    }

    private static ProblemDetail detail(HttpStatus status, @Nullable String text) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);

        return detail;
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, Problem problem) {
        return answer(detail(status, problem.getMessage()));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail detail) {
        return ResponseEntity.status(detail.getStatus()).body(detail);
    }

    private static ResponseEntity<Object> body(@Nullable ProblemDetail detail) {
        int status = detail == null ? 400 : detail.getStatus();
        return ResponseEntity.status(status).body(detail);
    }
}
