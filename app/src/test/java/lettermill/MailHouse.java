package lettermill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import lettermill.lab.smtp.Envelope;
import lettermill.lab.smtp.MailVerdict;
import lettermill.lab.smtp.ReceivedContent;
import lettermill.lab.smtp.SmtpReceiver;
import lettermill.lab.smtp.SmtpReply;
import lettermill.lab.smtp.SmtpServer;

/** A mail server for tests that keeps what it takes, and answers recipients as it was told. */
public final class MailHouse implements SmtpReceiver, AutoCloseable {

    /**
     * A mail as it arrived.
     *
     * @param client address and name of who delivered it
     */
    public record Mail(String sender, String recipient, String source, String client) {
        /** A header's value, unfolded; empty when there is none. */
        public String header(String name) {
            String head = source.substring(0, source.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final Map<String, SmtpReply> replies = new ConcurrentHashMap<>();
    private final Map<String, MailVerdict> verdicts = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final SmtpServer server;
    private int due = Integer.MAX_VALUE;
    private Runnable event = () -> {};

    public MailHouse() throws IOException {
        this(0);
    }

    public MailHouse(int port) throws IOException {
        server = new SmtpServer(port, this);
    }

    public int port() {
        return server.address().getPort();
    }

    public List<Mail> mails() {
        return mails;
    }

    public List<Mail> to(String recipient) {
        return mails.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    /** What RCPT TO of this address is answered with from now on. */
    public void answer(String recipient, int code, String text) {
        replies.put(recipient, new SmtpReply(code, text));
    }

    /** What the end of a mail to this address is answered with from now on. */
    public void end(String recipient, MailVerdict verdict) {
        verdicts.put(recipient, verdict);
    }

    /** How often a recipient at this domain was named. */
    public int asked(String domain) {
        return asked.getOrDefault(domain, 0);
    }

    /** Does something once so many mails have arrived, before the last of them is answered. */
    public synchronized void whenMailed(int count, Runnable then) {
        due = count;
        event = then;
    }

    public void welcome(String recipient) {
        replies.remove(recipient);
        verdicts.remove(recipient);
    }

    @Override
    public SmtpReply recipient(String sender, String recipient) {
        asked.merge(recipient.substring(recipient.indexOf('@') + 1), 1, Integer::sum);
        return replies.getOrDefault(recipient, SmtpReply.OK);
    }

    @Override
    public MailVerdict mail(Envelope envelope, ReceivedContent content) {
        String recipient = envelope.recipients().getFirst();
        mails.add(new Mail(
                envelope.sender(),
                recipient,
                new String(content.unstuffed(), StandardCharsets.UTF_8),
                envelope.client().address() + " " + envelope.client().name()));
        perhapsDoWhatIsDue();
        return verdicts.getOrDefault(recipient, MailVerdict.ACCEPTED);
    }

    private synchronized void perhapsDoWhatIsDue() {
        if (mails.size() >= due) {
            due = Integer.MAX_VALUE;
            event.run();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
