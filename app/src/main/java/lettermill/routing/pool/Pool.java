package lettermill.routing.pool;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.routing.strategy.Strategy;

/**
 * A pool. Where none of its members is a domain, every domain of the workspace may be taken; the same holds for providers.
 *
 * @param members in the order in which they were given
 */
public record Pool(
        UUID id,
        WorkspaceId workspaceId,
        String name,
        Strategy strategy,
        List<PoolMember> members,
        Instant createdAt,
        Instant updatedAt) {

    public Pool {
        members = List.copyOf(members);
    }

    /** Whether some domain is named, so that others are no way of this pool. */
    public boolean namesDomains() {
        return members.stream().anyMatch(member -> member.domainId() != null);
    }

    /** Whether some provider is named, so that others are no way of this pool. */
    public boolean namesProviders() {
        return members.stream().anyMatch(member -> member.providerId() != null);
    }

    /** The addresses that its mail leaves from, as far as it goes by SMTP; none for whichever the machine takes. */
    public List<PoolMember> ips() {
        return members.stream()
                .filter(member -> member.ipId() != null && member.isActive())
                .toList();
    }

    /** Whether some address is named, so that nothing leaves by SMTP from another. */
    public boolean namesIps() {
        return members.stream().anyMatch(member -> member.ipId() != null);
    }

    public Optional<PoolMember> domain(UUID id) {
        return members.stream().filter(member -> id.equals(member.domainId())).findFirst();
    }

    public Optional<PoolMember> provider(UUID id) {
        return members.stream().filter(member -> id.equals(member.providerId())).findFirst();
    }
}
