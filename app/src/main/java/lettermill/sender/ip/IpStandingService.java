package lettermill.sender.ip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.sender.standing.PauseCause;
import lettermill.sender.standing.PauseNote;
import lettermill.sender.standing.WarmingState;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one place where addresses are paused and resumed, and where what their warming allows them is written. */
@Service
public class IpStandingService {

    private static final Duration RETRY = Duration.ofMinutes(5);
    private static final int LONGEST_REASON = 600;

    private final IpStandings standings;
    private final DedicatedIpService ips;
    private final Audit audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    IpStandingService(
            IpStandings standings,
            DedicatedIpService ips,
            Audit audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.standings = standings;
        this.ips = ips;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Makes other changes of these addresses wait for the end of the caller's transaction. */
    @Transactional
    public void lock(Collection<UUID> ips) {
        standings.lock(ips);
    }

    /** Writes where the warming of many addresses is; a paused one stays paused. */
    @Transactional
    public void warm(List<WarmingState> states) {
        standings.warm(states, clock.instant());
    }

    /** A person pauses an address; nothing happens if it is paused already. */
    @Transactional
    public DedicatedIp pause(Access access, UUID id, @Nullable String note) {
        pause(access.workspace(), id, PauseCause.PERSON, access.actor(), PauseNote.ofPause(note));
        return ips.get(access.workspace(), id);
    }

    /**
     * Pauses an address, until a person resumes it.
     *
     * @return false if it is paused already; the first reason stays
     */
    @Transactional
    public boolean pause(WorkspaceId workspace, UUID id, PauseCause cause, String actor, String reason) {
        DedicatedIp before = ips.get(workspace, id);
        boolean paused = standings.pause(workspace, id, actor, reason, clock.instant());
        if (paused) {
            audit.record(workspace, actor, "ip.pause", id.toString(), before.ipAddress() + ": " + reason);
            publisher.publishEvent(new IpPaused(workspace, id, before.ipAddress(), cause, actor, reason));
        }
        return paused;
    }

    /**
     * Lets mail leave from a paused address again. What left before is not held against it any more.
     *
     * @throws Problem.Invalid without a note
     * @throws Problem.Conflict when it is not paused
     */
    @Transactional
    public DedicatedIp resume(Access access, UUID id, @Nullable String note) {
        String why = PauseNote.ofResumption(note);
        DedicatedIp before = ips.get(access.workspace(), id);
        if (!standings.resume(access.workspace(), id, clock.instant())) {
            throw new Problem.Conflict(before.ipAddress() + " is not paused.");
        }
        audit.record(access, "ip.resume", id.toString(), before.ipAddress() + ": " + why);
        publisher.publishEvent(new IpResumed(access.workspace(), id, why));
        return ips.get(access.workspace(), id);
    }

    /**
     * Notes that the machine cannot send from an address. It is left alone for some minutes and then tried again with a wave: whoever
     * moves addresses between machines tells nobody.
     */
    @Transactional
    public void unbindable(DedicatedIp ip, String reason) {
        Instant now = clock.instant();
        String words = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        DedicatedIp.Fault fault = new DedicatedIp.Fault(words, now.plus(RETRY));
        if (standings.unbindable(ip.workspaceId(), ip.id(), fault, now)) {
            audit.record(
                    ip.workspaceId(),
                    "the sending loop",
                    "ip.unbindable",
                    ip.id().toString(),
                    words);
        }
    }

    /** Mail has left from it. Costs nothing while nothing was wrong. */
    @Transactional
    public void bound(DedicatedIp ip) {
        if (ip.status() == DedicatedIp.Status.UNBINDABLE) {
            standings.bound(ip.workspaceId(), ip.id(), clock.instant());
        }
    }

    /** Starts the counters of days that are over at 0. The counters carry their dates, so none waits for this. */
    @Transactional
    public int resetCounters(Map<String, LocalDate> dates) {
        return standings.resetCounters(dates);
    }
}
