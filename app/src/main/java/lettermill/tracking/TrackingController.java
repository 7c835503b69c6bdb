package lettermill.tracking;

import jakarta.servlet.http.HttpServletRequest;
import lettermill.visitor.UserAgents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The addresses in letters. They ask for no account: the signed token is all they take. */
@Controller
class TrackingController {

    private static final Logger LOG = LoggerFactory.getLogger(TrackingController.class);

    private static final byte[] GIF = Pixel.gif();

    private static final String NO_SUCH_LINK = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width">
            <title>This link leads nowhere</title></head>
            <body style="font-family:system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem">
            <h1>This link leads nowhere</h1>
            <p>It may have been cut when it was copied. Please use the link in the e-mail itself.</p>
            </body></html>
            """;

    private static final String NOT_NOW = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width">
            <title>Please try again in a minute</title></head>
            <body style="font-family:system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem">
            <h1>Please try again in a minute</h1>
            <p>The address behind this link can't be looked up just now.</p>
            </body></html>
            """;

    private static final CacheControl NOT_KEPT = CacheControl.noStore().cachePrivate();

    private final Hits hits;

    TrackingController(Hits hits) {
        this.hits = hits;
    }

    /** Always the picture: an image proxy may remember an error for long. */
    @GetMapping("/t/p/{name}")
    ResponseEntity<byte[]> pixel(@PathVariable String name, HttpServletRequest request) {
        hits.pixel(name.replaceFirst("\\.gif$", ""), visitor(request));
        return ResponseEntity.ok()
                .cacheControl(NOT_KEPT)
                .contentType(MediaType.IMAGE_GIF)
                .contentLength(GIF.length)
                .body(GIF);
    }

    @GetMapping("/t/c/{token}")
    ResponseEntity<String> click(@PathVariable String token, HttpServletRequest request) {
        return hits.click(token, visitor(request))
                .map(TrackingController::redirect)
                .orElseGet(TrackingController::nowhere);
    }

    /** Links are remembered; one that was never asked for can't be answered while the database is away. */
    @ExceptionHandler
    ResponseEntity<String> databaseAway(DataAccessException away) {
        LOG.warn("A click waits for the database: {}", away.getMessage());
        return answer(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "60")
                .contentType(MediaType.TEXT_HTML)
                .body(NOT_NOW);
    }

    private static ResponseEntity<String> redirect(TargetUrl url) {
        return answer(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, url.value())
                .build();
    }

    private static ResponseEntity<String> nowhere() {
        return answer(HttpStatus.NOT_FOUND).contentType(MediaType.TEXT_HTML).body(NO_SUCH_LINK);
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status).cacheControl(NOT_KEPT).header("Referrer-Policy", "no-referrer");
    }

    private static Hit.Visitor visitor(HttpServletRequest request) {
        @Nullable String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Hit.Visitor(agent == null ? null : UserAgents.cut(agent), request.getRemoteAddr(), manner(request));
    }

    private static Hit.Manner manner(HttpServletRequest request) {
        boolean ahead = said(request, "Sec-Purpose")
                || said(request, "Purpose")
                || said(request, "X-Moz")
                || said(request, "X-Purpose");
        return request.getMethod().equals("HEAD") ? Hit.Manner.LOOK : ahead ? Hit.Manner.AHEAD : Hit.Manner.FETCH;
    }

    private static boolean said(HttpServletRequest request, String header) {
        @Nullable String value = request.getHeader(header);
        return value != null && (value.contains("prefetch") || value.contains("preview"));
    }
}
