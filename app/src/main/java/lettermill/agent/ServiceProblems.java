package lettermill.agent;

import lettermill.wire.InvalidFieldException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** MailAgent's refusals, as {@code application/problem+json} (RFC 9457). */
@RestControllerAdvice
@Profile(AgentService.PROFILE)
class ServiceProblems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProblems.class);

    @ExceptionHandler
    ProblemDetail another(Instance.Another another) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                "this MailAgent is another process than the one that was meant; the header " + WireJson.INSTANCE
                        + " of the answer names it");
    }

    @ExceptionHandler
    ProblemDetail wrongValue(InvalidFieldException wrong) {
        String text = String.valueOf(wrong.getMessage());
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, text);
        problem.setProperty("field", wrong.field());
        problem.setProperty("reason", text.substring(wrong.field().length() + 1));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail fault(RuntimeException fault) {
        LOG.error("A request failed", fault);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "This is a fault of ours; it has been logged.");
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            org.springframework.http.HttpHeaders headers,
            org.springframework.http.HttpStatusCode status,
            org.springframework.web.context.request.WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidFieldException wrong) {
                ProblemDetail problem = wrongValue(wrong);
                return ResponseEntity.status(problem.getStatus()).body(problem);
            }
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                String.valueOf(unreadable.getMostSpecificCause().getMessage()));
        return ResponseEntity.badRequest().body(problem);
    }
}
