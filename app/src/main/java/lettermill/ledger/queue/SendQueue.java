package lettermill.ledger.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEvent;
import lettermill.ledger.MailEventsRecorded;
import lettermill.ledger.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;

/**
 * The messages on their way out. A message is leased to one process while it is claimed or handed over; whoever died with
 * messages in its hands loses them to {@link #takeOver}.
 */
@Service
public class SendQueue {

    /** How long a process that says nothing is believed to live; it speaks three times as often. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    private final Messages messages;
    private final Leases leases;
    private final WaveStatement wave;
    private final Ledger ledger;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    /** This process, for as long as it lives. */
    private final UUID owner = UUID.randomUUID();
    /** Claims of which nobody knows whether they were made; nobody works on them. */
    private final Set<UUID> forsaken = ConcurrentHashMap.newKeySet();

    SendQueue(
            Messages messages,
            Leases leases,
            WaveStatement wave,
            Ledger ledger,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.messages = messages;
        this.leases = leases;
        this.wave = wave;
        this.ledger = ledger;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Makes a campaign's messages in one statement.
     *
     * @param selection a query with the columns subscriber_id, email, name and skip_reason (null: may be mailed)
     * @param with the query's parameters
     * @param order in which they are to be claimed
     * @return how many people it targets, skipped ones included
     */
    @Transactional
    public int materialise(
            WorkspaceId workspace, CampaignId campaign, String selection, Map<String, Object> with, Order order) {
        return messages.materialise(workspace, campaign, selection, with, order, clock.instant());
    }

    /** Makes and claims a test's messages, outside of all statistics. */
    @Transactional
    public Claims claimTests(WorkspaceId workspace, List<TestRecipient> recipients) {
        leases.renew(owner, clock.instant().plus(LEASE));
        List<Claim> made = recipients.stream()
                .map(to -> messages.addTest(workspace, to, clock.instant()))
                .toList();
        UUID claim = UUID.randomUUID();
        leases.claimTests(workspace, made.stream().map(Claim::message).toList(), claim, owner);
        return new Claims(claim, made);
    }

    /** Leases up to {@code limit} messages that are due. Call {@link #keepAlive} at least every {@link #LEASE} / 3. */
    public Claims claim(WorkspaceId workspace, CampaignId campaign, int limit, Order order) {
        UUID claim = UUID.randomUUID();
        try {
            return new Claims(
                    claim,
                    leases.claim(
                            workspace,
                            campaign,
                            limit,
                            order,
                            new WaveStatement.Holder(claim, owner),
                            clock.instant()));
        } catch (DataAccessException | TransactionException doubtful) {
            // It may have been committed all the same, and nobody would ever come back to it.
            forsaken.add(claim);
            throw doubtful;
        }
    }

    /** Ends a lease whose messages all have an end or wait again. */
    @Transactional
    public void close(UUID claim) {
        leases.close(List.of(claim), owner);
    }

    /**
     * Records how the previous messages ended and marks the next ones as handed over, in one statement. After it commits, the
     * answered messages must be given to the transport, and no others.
     *
     * @return those of {@code next} that are still ours
     */
    @Transactional
    public Set<Long> nextWave(
            WorkspaceId workspace, UUID claim, List<Settlement> ended, List<MessageId> next, @Nullable Route route) {
        Instant now = clock.instant();
        List<SettledRow> rows = ended.stream().map(SettledRow::of).toList();
        WaveStatement.Result result =
                wave.run(workspace, new WaveStatement.Holder(claim, owner), rows, next, route, now);
        List<RecordedEvent> recorded = new ArrayList<>();
        List<MailEvent> facts = new ArrayList<>();
        for (SettledRow row : rows) {
            if (result.recorded().containsKey(row.id())) {
                recorded.add(row.asRecorded(workspace, result.recorded().get(row.id()), now));
            } else if (row.event() != null && result.known().contains(row.id())) {
                facts.add(row.fact(workspace, null, now));
            }
        }
        if (!recorded.isEmpty()) {
            publisher.publishEvent(new MailEventsRecorded(List.copyOf(recorded)));
        }
        // A vendor that reported before its answer was settled: what holds then is the ledger's to say.
        ledger.record(facts);
        return result.handed();
    }

    /** Records how messages ended, with none to follow. */
    @Transactional
    public void settle(WorkspaceId workspace, UUID claim, List<Settlement> ended) {
        if (!ended.isEmpty()) {
            nextWave(workspace, claim, ended, List.of(), null);
        }
    }

    /** Gives back messages that the transport never saw; they are due again at {@code again}. */
    @Transactional
    public void release(WorkspaceId workspace, UUID claim, Collection<MessageId> claimed, Instant again) {
        if (!claimed.isEmpty()) {
            leases.notInFlight(workspace, claim, claimed);
            messages.release(workspace, claim, claimed, owner, again, clock.instant());
        }
    }

    /** Says that this process lives. */
    @Transactional
    public void keepAlive() {
        leases.renew(owner, clock.instant().plus(LEASE));
        List<UUID> nobodys = List.copyOf(forsaken);
        if (!nobodys.isEmpty()) {
            leases.close(nobodys, owner);
            nobodys.forEach(forsaken::remove);
        }
    }

    /** Says that this process holds no message any more. */
    @Transactional
    public void endLease() {
        leases.end(owner);
    }

    /**
     * Takes messages from dead processes: those in flight become unknown, the others wait.
     *
     * @return how many became unknown
     */
    @Transactional
    public int takeOver() {
        return leases.takeOver(clock.instant());
    }

    public Optional<Instant> nextDue(WorkspaceId workspace, CampaignId campaign) {
        return messages.nextDue(workspace, campaign);
    }

    /** Whether anything of a campaign waits or is in somebody's hands. */
    public boolean anyPending(WorkspaceId workspace, CampaignId campaign) {
        return messages.anyPending(workspace, campaign);
    }

    /**
     * A person's decision about messages whose answer was lost; those known by now are left alone.
     *
     * @return how many it was about
     */
    @Transactional
    public int resolve(WorkspaceId workspace, CampaignId campaign, List<MessageId> unknown, Resolution how) {
        return messages.resolve(workspace, campaign, unknown, how, clock.instant());
    }

    @Transactional
    public void delete(WorkspaceId workspace, CampaignId campaign) {
        messages.delete(workspace, campaign);
    }

    /** Ends a campaign's messages with a reason, but for those that are with a transport now. */
    @Transactional
    public int abandon(WorkspaceId workspace, CampaignId campaign, String reason) {
        return leases.abandon(workspace, campaign, reason, clock.instant());
    }
}
