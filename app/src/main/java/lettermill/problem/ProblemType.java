package lettermill.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Every kind of problem that the API answers; {@code docs/problems.md} is made from it. */
public enum ProblemType {
    MALFORMED(
            HttpStatus.BAD_REQUEST,
            "The request can't be read: its body is not JSON, a parameter is missing, or its address is none.",
            "Mend the member named in `fields`; the detail says where reading stopped."),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            "Nobody is signed in, or the API key is unknown, revoked or expired.",
            "Sign in, or send `Authorization: Bearer` with a key that is listed under the workspace's settings."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "The caller is known and may not do this: the role or the key's scope is too small, or the CSRF token is missing.",
            "Ask an owner for the role or a key with the scope; browsers repeat the cookie XSRF-TOKEN in X-XSRF-TOKEN."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is nothing of that name, or nothing that the caller may know of.",
            "Look at the id and the workspace in the address; lists show what there is."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The address is right and has no such method.",
            "Use one of the methods in the header Allow."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "The answer has none of the media types that the header Accept asks for.",
            "Accept `application/json`, or for exports `text/csv`."),
    CONFLICT(
            HttpStatus.CONFLICT,
            "The request is right, but not in the present state; the detail says which state that is.",
            "Read the thing again, and do first what the detail asks for, e.g. pause the campaign."),
    TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The body is larger than this address takes.",
            "Send less at once; an import's file is uploaded to the imports, where the limit is `LETTERMILL_LARGEST_IMPORT`."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body has a media type that this address does not read.",
            "Send `Content-Type: application/json`, or what the OpenAPI document names."),
    INVALID(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The request was understood, and values in it are not acceptable.",
            "Mend each member listed in `fields`: its path, what is wrong, and what would be right."),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            "This was asked too often from one address or for one account.",
            "Wait for as many seconds as the header Retry-After says."),
    FAULT(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "A fault of ours; nothing that the request could have done better. It is in the log, with its cause.",
            "Report it with the time; trying again is harmless."),
    DATABASE_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The database does not answer. Nothing was changed by this request.",
            "Try again after the seconds in Retry-After; readiness turns green when it is back, and all work goes on by itself."),
    DATABASE_TAKES_NO_CHANGES(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The database answers and takes no changes: it is read-only, or its disk is full. Reading still works.",
            "Free space or end the read-only state; work goes on by itself within seconds."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Something else that is needed does not answer; the detail names it.",
            "Try again later.");

    private final HttpStatus status;
    private final String meaning;
    private final String remedy;

    ProblemType(HttpStatus status, String meaning, String remedy) {
        this.status = status;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public HttpStatus status() {
        return status;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }

    /** The member {@code type}: a name that stays the same whatever the words around it become. */
    public URI uri() {
        return URI.create(
                "urn:lettermill:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** A problem of this kind. */
    public ProblemDetail detail(String text) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);
        detail.setType(uri());
        return detail;
    }

    /** The kind that a bare status stands for. */
    public static ProblemType of(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status.value() == status)
                .findFirst()
                .orElse(status < 500 ? MALFORMED : status == 503 ? UNAVAILABLE : FAULT);
    }
}
