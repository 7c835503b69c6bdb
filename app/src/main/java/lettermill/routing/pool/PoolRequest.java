package lettermill.routing.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import lettermill.base.Problem;
import lettermill.routing.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A pool as a client asks for it.
 *
 * @param strategy HEALTH unless given
 * @param members all of them: a change replaces the list
 */
public record PoolRequest(
        @Nullable String name,
        @Nullable Strategy strategy,
        @Nullable List<Member> members) {

    private static final int NAME_LENGTH = 100;
    private static final int MOST_MEMBERS = 200;
    private static final int WEIGHT = 100;
    private static final int MOST_WEIGHT = 1_000;
    private static final int PRIORITY = 100;

    /**
     * A domain, a provider or a dedicated IP, one of the three.
     *
     * @param weight 1 to 1000; 100 unless given
     * @param priority the smaller the earlier; 100 unless given
     * @param isActive true unless given
     */
    public record Member(
            @Nullable UUID domainId,
            @Nullable UUID providerId,
            @Nullable UUID ipId,
            @Nullable Integer weight,
            @Nullable Integer priority,
            @JsonProperty("is_active") @Nullable Boolean isActive) {

        PoolMember complete() {
            return new PoolMember(
                    domainId,
                    providerId,
                    ipId,
                    weight == null ? WEIGHT : weight,
                    priority == null ? PRIORITY : priority,
                    isActive == null || isActive);
        }
    }

    Strategy strategyOrUsual() {
        return strategy == null ? Strategy.HEALTH : strategy;
    }

    /**
     * The members with nothing left open.
     *
     * @param domains those that the workspace has
     * @param providers those that the workspace has
     * @param ips those that the workspace has
     * @throws Problem.Invalid with all that is wrong
     */
    List<PoolMember> validated(Set<UUID> domains, Set<UUID> providers, Set<UUID> ips) {
        List<Problem.Field> wrong = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > NAME_LENGTH || name.indexOf('\0') >= 0) {
            wrong.add(new Problem.Field("name", "is missing or too long", "1 to " + NAME_LENGTH + " characters"));
        }
        List<Member> given = members == null ? List.of() : members;
        if (given.size() > MOST_MEMBERS) {
            wrong.add(new Problem.Field("members", "has " + given.size(), "at most " + MOST_MEMBERS));
        }
        List<PoolMember> complete = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            Member member = given.get(i);
            String field = "members[" + i + "]";
            if (Stream.of(member.domainId, member.providerId, member.ipId)
                            .filter(Objects::nonNull)
                            .count()
                    != 1) {
                wrong.add(new Problem.Field(
                        field, "names no member, or several", "either domain_id, provider_id or ip_id"));
                continue;
            }
            PoolMember all = member.complete();
            check(field, all, domains, providers, wrong);
            if (all.ipId() != null && !ips.contains(all.ipId())) {
                wrong.add(new Problem.Field(field + ".ip_id", "is no dedicated IP here", "the id of one"));
            }
            if (!seen.add(all.id())) {
                wrong.add(new Problem.Field(field, "is in the list twice", "each member once"));
            }
            complete.add(all);
        }
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        return complete;
    }

    private static void check(
            String field, PoolMember member, Set<UUID> domains, Set<UUID> providers, List<Problem.Field> wrong) {
        if (member.domainId() != null && !domains.contains(member.domainId())) {
            wrong.add(new Problem.Field(field + ".domain_id", "is no domain here", "the id of a sending domain"));
        }
        if (member.providerId() != null && !providers.contains(member.providerId())) {
            wrong.add(new Problem.Field(field + ".provider_id", "is no provider here", "the id of a provider"));
        }
        if (member.weight() < 1 || member.weight() > MOST_WEIGHT) {
            wrong.add(new Problem.Field(field + ".weight", "is " + member.weight(), "1 to " + MOST_WEIGHT));
        }
    }
}
