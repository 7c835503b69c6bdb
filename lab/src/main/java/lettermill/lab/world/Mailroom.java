package lettermill.lab.world;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import lettermill.lab.smtp.Envelope;
import lettermill.lab.smtp.MailVerdict;
import lettermill.lab.smtp.ReceivedContent;
import lettermill.lab.smtp.SmtpReceiver;
import lettermill.lab.smtp.SmtpReply;

/** The front desk of all mailbox providers: applies each recipient's provider's manner. */
public final class Mailroom implements SmtpReceiver {
    private static final SmtpReply GREYLISTED = new SmtpReply(451, "4.7.1 Greylisted, please try again later");
    private static final SmtpReply THROTTLED = new SmtpReply(421, "4.7.0 Too many messages from you, slow down");
    private static final SmtpReply NEW_SENDER =
            new SmtpReply(421, "4.7.28 Unusual rate of mail from your domain, try again later");
    private static final SmtpReply UNKNOWN_USER = new SmtpReply(550, "5.1.1 No such user here");
    private static final SmtpReply MAILBOX_FULL = new SmtpReply(452, "4.2.2 Mailbox is full");

    private final World world;
    private final Deliveries deliveries;
    private final Tally tally;
    private final Reputations reputations;
    private final Set<String> greylistPassed = ConcurrentHashMap.newKeySet();
    private final Set<String> droppedOnce = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicReference<Minute>> minutes = new ConcurrentHashMap<>();

    /** Where accepted mail goes. */
    @FunctionalInterface
    public interface Deliveries {
        /**
         * Called once for each recipient, before the sender gets its answer.
         *
         * @param mail who sent it to whom
         * @param folder where the provider puts it
         * @param content the message as sent, dots unstuffed
         */
        void deliver(Taken mail, Arrival.Folder folder, byte[] content);
    }

    /**
     * A mail that was taken for one recipient.
     *
     * @param client the address that delivered it by SMTP; empty for a vendor
     */
    public record Taken(String sender, String recipient, String client) {}

    /** Recipients counted in one minute of the world's time. */
    private record Minute(long number, int recipients) {}

    public Mailroom(World world, Deliveries deliveries, Tally tally) {
        this.world = world;
        this.deliveries = deliveries;
        this.tally = tally;
        this.reputations = new Reputations(world.clock());
    }

    @Override
    public SmtpReply recipient(String sender, String recipient) {
        String address = normal(recipient);
        Provider provider = world.providers().of(address);
        SmtpReply reply = switch (provider.manner()) {
            case Manner.Greylists() -> greylistPassed.add(address) ? GREYLISTED : SmtpReply.OK;
            case Manner.Throttles(int perMinute) ->
                countThisMinute(provider.domain()) > perMinute ? THROTTLED : SmtpReply.OK;
            case Manner.RefusesUnknownUsers(double share) ->
                falls(share, "unknown", address) ? UNKNOWN_USER : SmtpReply.OK;
            case Manner.HasFullMailboxes(double share) -> falls(share, "full", address) ? MAILBOX_FULL : SmtpReply.OK;
            case Manner.Judges judges -> judged(provider.domain(), domain(sender), address, judges);
            case Manner.Accepts(), Manner.BouncesLater _ -> SmtpReply.OK;
            case Manner.DropsBeforeAnswer _, Manner.DropsAfterAnswer _ -> SmtpReply.OK;
        };
        if (!reply.isPositive()) {
            tally.refused(reply);
        }
        return reply;
    }

    @Override
    public MailVerdict mail(Envelope envelope, ReceivedContent content) {
        byte[] bytes = content.unstuffed();
        MailVerdict verdict = MailVerdict.ACCEPTED;
        String client = envelope.client().address();
        for (String recipient : envelope.recipients()) {
            String address = normal(recipient);
            switch (world.providers().of(address).manner()) {
                case Manner.DropsBeforeAnswer(double share)
                when falls(share, "drops", address) && droppedOnce.add(address) -> {
                    verdict = new MailVerdict.DropWithoutAnswer();
                    if (falls(0.5, "keeps", address)) {
                        deliver(new Taken(envelope.sender(), recipient, client), bytes);
                    }
                }
                case Manner.DropsAfterAnswer(double share)
                when falls(share, "drops", address) -> {
                    deliver(new Taken(envelope.sender(), recipient, client), bytes);
                    verdict = new MailVerdict.AnswerThenDrop(SmtpReply.OK);
                }
                default -> deliver(new Taken(envelope.sender(), recipient, client), bytes);
            }
        }
        tally.concluded(verdict);
        return verdict;
    }

    private SmtpReply judged(String provider, String sender, String address, Manner.Judges manner) {
        if (address.contains("-gone@")) {
            reputations.forNobody(provider, sender);
            return UNKNOWN_USER;
        }
        return reputations.admits(provider, sender, manner) ? SmtpReply.OK : NEW_SENDER;
    }

    /**
     * A mail that comes another way than by SMTP from the product: from a vendor, who speaks to us for the sender.
     *
     * @param sender an address of the domain in From
     * @return what the provider says to it; with a 250 it is in the mailbox
     */
    public SmtpReply offer(String sender, String recipient, byte[] content) {
        SmtpReply reply = recipient(sender, recipient);
        if (reply.isPositive()) {
            deliver(new Taken(sender, recipient, ""), content);
        }
        return reply;
    }

    private void deliver(Taken mail, byte[] content) {
        String sender = mail.sender();
        String recipient = mail.recipient();
        Provider provider = world.providers().of(normal(recipient));
        boolean spam = provider.manner() instanceof Manner.Judges
                && falls(reputations.spamShare(provider.domain(), domain(sender)), "spam " + domain(sender), recipient);
        deliveries.deliver(mail, spam ? Arrival.Folder.SPAM : Arrival.Folder.INBOX, content);
    }

    /** Somebody has called a mail of this sender spam; the provider remembers. */
    public void complained(String sender, String recipient) {
        reputations.complained(world.providers().of(recipient).domain(), domain(sender));
    }

    private static String domain(String address) {
        return normal(address.substring(address.lastIndexOf('@') + 1));
    }

    private int countThisMinute(String domain) {
        long now = world.clock().instant().getEpochSecond() / 60;
        return minutes.computeIfAbsent(domain, _ -> new AtomicReference<>(new Minute(now, 0)))
                .updateAndGet(
                        last -> last.number() == now ? new Minute(now, last.recipients() + 1) : new Minute(now, 1))
                .recipients();
    }

    private boolean falls(double share, String what, String address) {
        return world.dice().falls(share, what, address);
    }

    private static String normal(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
