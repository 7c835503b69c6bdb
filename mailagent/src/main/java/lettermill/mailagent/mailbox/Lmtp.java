package lettermill.mailagent.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.internal.command.EhloCommand;
import org.subethamail.smtp.internal.io.DotTerminatedInputStream;
import org.subethamail.smtp.internal.io.DotUnstuffingInputStream;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.internal.server.CommandHandler;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/**
 * Makes a server speak LMTP (RFC 2033) in place of SMTP: it is greeted by LHLO, and after a mail it answers once for each recipient it
 * took, in their order, so that what could not be stored for one is brought again for that one only.
 */
final class Lmtp {

    private Lmtp() {}

    static void speak(SMTPServer server) {
        CommandHandler commands = server.getCommandHandler();
        commands.addCommand(new Lhlo());
        commands.addCommand(new Wrong("EHLO"));
        commands.addCommand(new Wrong("HELO"));
        // Chunks would be answered once.
        commands.addCommand(new Wrong("BDAT"));
        commands.addCommand(new Data());
    }

    /** Means what EHLO does (section 4.1). */
    private static final class Lhlo extends BaseCommand {
        private final EhloCommand ehlo = new EhloCommand();

        Lhlo() {
            super("LHLO", "Introduce yourself.", "<hostname>");
        }

        @Override
        public void execute(String line, Session session) throws IOException {
            ehlo.execute("EHLO" + line.substring("LHLO".length()), session);
        }
    }

    private static final class Wrong extends BaseCommand {
        Wrong(String name) {
            super(name, "This is LMTP.");
        }

        @Override
        public void execute(String line, Session session) throws IOException {
            session.sendResponse("500 5.5.1 This is LMTP: it begins with LHLO");
        }
    }

    /** Section 4.2. */
    private static final class Data extends BaseCommand {
        Data() {
            super("DATA", "Following text is collected as the message.");
        }

        @Override
        public void execute(String line, Session session) throws IOException {
            if (!session.isMailTransactionInProgress() || session.getRecipientCount() == 0) {
                session.sendResponse("503 5.5.1 No valid recipients");
                return;
            }
            session.sendResponse("354 End data with <CR><LF>.<CR><LF>");
            InputStream mail = new DotUnstuffingInputStream(new DotTerminatedInputStream(session.getRawInput()));
            Visit visit = (Visit) session.getMessageHandler();
            List<String> replies;
            try {
                replies = visit.dataForEach(mail);
            } catch (RejectException refused) {
                replies = visit.forEach(refused.getErrorResponse());
            }
            for (String reply : replies) {
                session.sendResponse(reply);
            }
            session.resetMailTransaction();
        }
    }
}
