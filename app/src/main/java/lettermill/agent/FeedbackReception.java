package lettermill.agent;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import lettermill.mailagent.mailbox.FeedbackListener;
import lettermill.mailagent.mailbox.ImapMailbox;
import lettermill.wire.feedback.FeedbackDesk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The ways by which MailAgent takes mail that comes back, for as long as this process serves. */
@Component
@Profile("!" + AgentService.PROFILE)
class FeedbackReception implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedbackReception.class);

    private final FeedbackSettings settings;
    private final FeedbackDesk desk;
    private final List<FeedbackListener> listeners = new ArrayList<>();
    private volatile @Nullable ImapMailbox mailbox;

    FeedbackReception(FeedbackSettings settings, List<FeedbackDesk> desks) {
        this.settings = settings;
        this.desk = new Desks(desks);
    }

    @Override
    public void start() {
        if (settings.port() > 0) {
            listeners.add(FeedbackListener.start(
                    new InetSocketAddress(settings.address(), settings.port()), settings.host(), desk, tls()));
            LOG.info("Mail that comes back is taken on {}:{}", settings.address(), settings.port());
        }
        if (settings.lmtpPort() > 0) {
            listeners.add(FeedbackListener.startLmtp(
                    new InetSocketAddress(settings.address(), settings.lmtpPort()), settings.host(), desk));
            LOG.info("Mail that comes back is taken on {}:{} by LMTP", settings.address(), settings.lmtpPort());
        }
        if (settings.readsMailbox()) {
            mailbox = ImapMailbox.open(settings.imap().settings(), desk);
            LOG.info("Mail that comes back is read from the mailbox of {}", settings.imap());
        }
    }

    /** Why the mailbox cannot be read for the moment; empty while it can, and where there is none. */
    String trouble() {
        ImapMailbox reading = mailbox;
        return reading == null ? "" : reading.trouble();
    }

    private @Nullable SSLContext tls() {
        if (settings.certificate().isEmpty()) {
            return null;
        }
        PemSslStoreDetails ours =
                PemSslStoreDetails.forCertificate(file(settings.certificate())).withPrivateKey(file(settings.key()));
        return SslBundle.of(new PemSslStoreBundle(ours, null)).createSslContext();
    }

    private static String file(String path) {
        return Path.of(path).toUri().toString();
    }

    @Override
    public void stop() {
        listeners.forEach(FeedbackListener::close);
        listeners.clear();
        ImapMailbox reading = mailbox;
        if (reading != null) {
            reading.close();
            mailbox = null;
        }
    }

    @Override
    public boolean isRunning() {
        return !listeners.isEmpty() || mailbox != null;
    }
}
