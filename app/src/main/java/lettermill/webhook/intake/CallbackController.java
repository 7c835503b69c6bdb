package lettermill.webhook.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.Refusals;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The addresses that vendors call. They ask for no account: what a callback proves by itself is all they take. */
@RestController
class CallbackController {

    private final Intake intake;
    private final Refusals refusals;
    private final Clock clock;

    CallbackController(Intake intake, Refusals refusals, Clock clock) {
        this.intake = intake;
        this.refusals = refusals;
        this.clock = clock;
    }

    @PostMapping("/webhooks/email/{vendor}/{provider}")
    Map<String, Object> provider(@PathVariable String vendor, @PathVariable String provider, HttpServletRequest request)
            throws IOException {
        refusals.watch(sender(request), () -> intake.take(vendor(vendor), id(provider), callback(request)));
        return Map.of();
    }

    @PostMapping("/webhooks/email/{vendor}")
    Map<String, Object> vendor(@PathVariable String vendor, HttpServletRequest request) throws IOException {
        refusals.watch(sender(request), () -> intake.take(vendor(vendor), callback(request)));
        return Map.of();
    }

    private static ProviderType vendor(String name) {
        try {
            return ProviderType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new Problem.NotFound("webhook of", name);
        }
    }

    /** What names nothing is unknown, however it is spelled. */
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new Problem.NotFound("webhook of provider", text);
        }
    }

    private static Refusals.Sender sender(HttpServletRequest request) {
        return new Refusals.Sender(request.getRemoteAddr(), request.getRequestURI());
    }

    private Callback callback(HttpServletRequest request) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), lower -> new ArrayList<>())
                    .addAll(Collections.list(request.getHeaders(name)));
        }
        return new Callback(headers, request.getInputStream().readAllBytes(), clock.instant());
    }
}
