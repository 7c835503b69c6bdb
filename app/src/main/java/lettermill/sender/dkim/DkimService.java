package lettermill.sender.dkim;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.base.Problem;
import lettermill.sender.DnsRecords;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.Selector.Algorithm;
import lettermill.wire.domain.Selector.Stage;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has MailAgent make and retire keys, and shows what to publish. */
@Service
class DkimService {

    private final SenderService senders;
    private final DkimRecords records;
    private final MailAgent agent;
    private final Audit audit;
    private final Clock clock;

    DkimService(SenderService senders, DkimRecords records, MailAgent agent, Audit audit, Clock clock) {
        this.senders = senders;
        this.records = records;
        this.agent = agent;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes successors of the keys that sign; they sign when verification has seen their records.
     *
     * @throws Problem.NotFound when the workspace has no such domain
     * @throws Problem.Conflict while a rotation is under way
     */
    @Transactional
    SendingDomain rotate(Access access, UUID id) {
        SendingDomain before = locked(access, id);
        waiting(before.dnsRecords(), Algorithm.RSA).ifPresent(successor -> {
            throw new Problem.Conflict("A rotation is under way: publish the record "
                    + successor.record().name() + "; verification ends it when it is seen.");
        });
        return keep(access, before, agent.rotateKeys(key(before)), "domain.rotate_dkim");
    }

    /** Makes a key for a second signature, or changes nothing when there is one. */
    @Transactional
    SendingDomain addEd25519(Access access, UUID id) {
        SendingDomain before = locked(access, id);
        return keep(access, before, agent.addEd25519(key(before)), "domain.add_ed25519");
    }

    /** Ends the second signature; its record is still needed for a while where it signed. */
    @Transactional
    SendingDomain retireEd25519(Access access, UUID id) {
        SendingDomain before = locked(access, id);
        return keep(access, before, agent.retireEd25519(key(before)), "domain.retire_ed25519");
    }

    private SendingDomain locked(Access access, UUID id) {
        records.lock(access.workspace(), id);
        return senders.domain(access.workspace(), id);
    }

    private static DomainKey key(SendingDomain domain) {
        return new DomainKey(domain.workspaceId().value(), domain.host());
    }

    private static Optional<SelectorState> waiting(DnsRecords records, Algorithm algorithm) {
        return records.otherDkim().stream()
                .filter(selector -> selector.is(algorithm, Stage.WAITING))
                .findFirst();
    }

    /** What was found of a record stays, whatever became of its key. */
    private SendingDomain keep(Access access, SendingDomain before, List<Selector> selectors, String action) {
        Map<String, SelectorState> known = new HashMap<>(before.dnsRecords().otherDkim().stream()
                .collect(Collectors.toMap(SelectorState::selector, Function.identity())));
        List<SelectorState> after = selectors.stream()
                .map(selector -> {
                    SelectorState last = known.get(selector.name());
                    return last == null ? SelectorState.unchecked(selector) : SelectorState.of(selector, last.record());
                })
                .toList();
        if (after.equals(before.dnsRecords().otherDkim())) {
            return before;
        }
        records.store(access.workspace(), before.id(), before.dnsRecords().withOtherDkim(after), clock.instant());
        String words = after.stream()
                .map(selector -> selector.selector() + " " + selector.stage())
                .collect(Collectors.joining(", "));
        audit.record(access, action, before.id().toString(), (before.host() + ": " + words).strip());
        return senders.domain(access.workspace(), before.id());
    }
}
