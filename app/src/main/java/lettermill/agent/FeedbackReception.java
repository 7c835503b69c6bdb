package lettermill.agent;

import java.net.InetSocketAddress;
import lettermill.mailagent.mailbox.FeedbackListener;
import lettermill.wire.feedback.FeedbackDesk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** MailAgent's listener for mail that comes back, for as long as this process serves. */
@Component
@Profile("!" + AgentService.PROFILE)
class FeedbackReception implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedbackReception.class);

    private final FeedbackSettings settings;
    private final FeedbackDesk desk;
    private @Nullable FeedbackListener listener;

    FeedbackReception(FeedbackSettings settings, FeedbackDesk desk) {
        this.settings = settings;
        this.desk = desk;
    }

    @Override
    public void start() {
        if (settings.listens()) {
            listener = FeedbackListener.start(
                    new InetSocketAddress(settings.address(), settings.port()), settings.host(), desk);
            LOG.info("Mail that comes back is taken on {}:{}", settings.address(), settings.port());
        }
    }

    @Override
    public void stop() {
        FeedbackListener running = listener;
        if (running != null) {
            running.close();
            listener = null;
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }
}
