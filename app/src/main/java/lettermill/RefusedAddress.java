package lettermill;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lettermill.problem.ProblemType;
import lettermill.problem.ProblemWriter;
import lettermill.tracking.Pixel;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers addresses that Spring's firewall takes for tricks ({@code //}, {@code ;}, {@code %00}). A mail program that mangles
 * the pixel's address gets its picture all the same.
 */
@Component
class RefusedAddress implements RequestRejectedHandler {

    private final ProblemWriter writer;

    RefusedAddress(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException refused)
            throws IOException {
        if (request.getRequestURI().contains("/t/p/")) {
            Pixel.write(response);
        } else if (request.getRequestURI().contains("/t/c/")) {
            writer.write(
                    request, response, ProblemType.NOT_FOUND.detail("This link leads nowhere; it may have been cut."));
        } else {
            writer.write(request, response, ProblemType.MALFORMED.detail("No address here is written like this one."));
        }
    }
}
