package lettermill;

import lettermill.workspace.SignInService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints the link by which the first person gets in. */
@Component
class SetUpLink {

    private static final Logger LOG = LoggerFactory.getLogger(SetUpLink.class);

    private final SignInService signIn;
    private final String baseUrl;

    SetUpLink(SignInService signIn, @Value("${lettermill.base-url}") String baseUrl) {
        this.signIn = signIn;
        this.baseUrl = baseUrl;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        if (signIn.setUpNeeded()) {
            LOG.info("Set up Lettermill (works once, for a day): {}/set-up#token={}", baseUrl, signIn.newSetUpToken());
        }
        LOG.info("Lettermill is ready at {}", baseUrl);
    }
}
