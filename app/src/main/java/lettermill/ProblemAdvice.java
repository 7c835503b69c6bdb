package lettermill;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lettermill.base.Problem;
import lettermill.health.DatabaseState;
import lettermill.health.DatabaseTrouble;
import lettermill.problem.ProblemType;
import lettermill.problem.ProblemWriter;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
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
            case Problem.NotFound unknown -> answer(ProblemType.NOT_FOUND, unknown);
            case Problem.Conflict conflict -> answer(ProblemType.CONFLICT, conflict);
            case Problem.Forbidden forbidden -> answer(ProblemType.FORBIDDEN, forbidden);
            case Problem.Unauthenticated unknown -> answer(ProblemType.UNAUTHENTICATED, unknown);
            case Problem.TooLarge large -> answer(ProblemType.TOO_LARGE, large);
            case Problem.Unavailable down -> answer(ProblemType.UNAVAILABLE, down);
            case Problem.TooManyRequests often ->
                ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Long.toString(often.retryAfter().toSeconds()))
                        .body(ProblemType.TOO_MANY_REQUESTS.detail(text(often)));
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

    /** Of a query or a form: Tomcat reads them when the first is asked for. */
    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<ProblemDetail> undecodable() {
        return answer(fields(
                ProblemType.MALFORMED,
                List.of(new Problem.Field("query", "it can't be decoded", "percent-encoded UTF-8 without NUL"))));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> database(RuntimeException failure, HttpServletRequest request) {
        Optional<DatabaseState> trouble = DatabaseTrouble.of(failure);
        if (trouble.isPresent() || failure instanceof TransientDataAccessException) {
            // The watch says it once; a line for each request would only bury it.
            LOG.debug("{} {} found no database", request.getMethod(), request.getRequestURI(), failure);
            ProblemDetail problem = trouble.map(DatabaseState::problem)
                    .orElseGet(() -> ProblemType.UNAVAILABLE.detail(
                            "The database is busy with others who change the same; nothing was changed."));
            return ResponseEntity.status(problem.getStatus())
                    .header(HttpHeaders.RETRY_AFTER, ProblemWriter.SOON)
                    .body(problem);
        }
        // SQLSTATE class 22: a value that the database can't hold, and that no check before caught.
        if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("22")) {
            return answer(invalid(
                    List.of(new Problem.Field("request", "a value can't be stored", "shorter or plainer values"))));
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return answer(ProblemType.FAULT.detail("This is a fault of ours; it has been logged."));
    }

    /** What Spring refuses by itself: methods, media types, missing parameters. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemType type = ProblemType.of(status.value());
        String said = body instanceof ProblemDetail detail ? detail.getDetail() : failure.getMessage();
        ProblemDetail problem = type.detail(said == null ? type.meaning() : said);
        problem.setStatus(status.value());
        @Nullable
        String parameter =
                failure instanceof MissingServletRequestParameterException missing ? missing.getParameterName() : null;
        if (parameter != null) {
            problem.setProperty(
                    "fields", List.of(new Problem.Field(parameter, "it is missing", "a value for this parameter")));
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
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
            default ->
                fields(
                        ProblemType.MALFORMED,
                        List.of(new Problem.Field(
                                field, "this is not JSON that can be read", json.getOriginalMessage())));
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
        return fields(ProblemType.INVALID, fields);
    }

    private static ProblemDetail fields(ProblemType type, List<Problem.Field> fields) {
        Problem.Field first = fields.getFirst();
        ProblemDetail detail = type.detail(first.field() + ": " + first.wrong() + "; right would be: " + first.right());
        detail.setProperty("fields", fields);
        return detail;
    }

    private static String text(Problem problem) {
        return String.valueOf(problem.getMessage());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type, Problem problem) {
        return answer(type.detail(text(problem)));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail detail) {
        return ResponseEntity.status(detail.getStatus()).body(detail);
    }

    private static ResponseEntity<Object> body(@Nullable ProblemDetail detail) {
        int status = detail == null ? 400 : detail.getStatus();
        return ResponseEntity.status(status).body(detail);
    }
}
