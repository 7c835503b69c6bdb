package lettermill.dmarc;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.agent.FeedbackSettings;
import lettermill.base.Problem;
import lettermill.health.DatabaseTrouble;
import lettermill.mailagent.feedback.Attachments;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes aggregate reports that receivers mail to an address of a domain's own, which stands in its DMARC record. So its owner says
 * by DNS to whom reports go; nobody else's domain of the same name gets them. The reports themselves prove nothing: anybody can
 * mail one.
 */
@Component
class MailedDmarcReports implements FeedbackDesk {

    /** A packed report of the largest kind, in base64; it is unpacked within bounds of its own. */
    private static final int LARGEST = 4 * 1024 * 1024;

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)dmarc\\+([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})@(.+)");

    private static final Logger LOG = LoggerFactory.getLogger(MailedDmarcReports.class);

    private final DmarcService service;
    private final FeedbackSettings settings;

    MailedDmarcReports(DmarcService service, FeedbackSettings settings) {
        this.service = service;
        this.settings = settings;
    }

    /** For the {@code rua} of a domain's record; empty while no mail is taken. */
    Optional<String> address(UUID domain) {
        return settings.takesMail()
                ? Optional.of("dmarc+" + domain.toString().replace("-", "") + "@" + settings.host())
                : Optional.empty();
    }

    private Optional<UUID> domain(String address) {
        Matcher parts = ADDRESS.matcher(address);
        return parts.matches() && parts.group(6).equalsIgnoreCase(settings.host())
                ? Optional.of(UUID.fromString(String.join(
                        "-", parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5))))
                : Optional.empty();
    }

    @Override
    public boolean expects(String address) {
        return domain(address).isPresent();
    }

    @Override
    public int octets(String address) {
        return LARGEST;
    }

    /** What cannot be read now cannot be read later: it is left out and not asked for again. */
    @Override
    public void take(MailedFeedback mail) throws UnavailableException {
        UUID domain = domain(mail.address()).orElseThrow();
        for (byte[] file : Attachments.of(mail.content())) {
            try {
                service.take(domain, file);
            } catch (Problem.Invalid | Problem.NotFound useless) {
                LOG.info("A mailed DMARC report is left out: {}", useless.getMessage());
            } catch (DataAccessException | TransactionException failure) {
                if (DatabaseTrouble.of(failure).isEmpty()) {
                    LOG.error("A mailed DMARC report could not be recorded", failure);
                }
                throw new UnavailableException(failure);
            }
        }
    }
}
