package lettermill.routing;

import java.util.List;
import java.util.UUID;
import lettermill.mailbox.MailboxProvider;
import lettermill.routing.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Which ways a letter could take now, and why it would take the one it would.
 *
 * @param destination the mail domain of the address
 * @param mailboxProvider who runs the mailboxes there, as far as is known
 * @param ways all that there are, those that would get most mail first
 * @param choice what would be chosen for this address; null when nothing can leave
 * @param failover who would carry it if that provider failed, in this order
 * @param blocked why nothing can leave; null when something can
 */
record Explanation(
        String destination,
        MailboxProvider mailboxProvider,
        Strategy strategy,
        List<Way> ways,
        @Nullable Choice choice,
        List<Choice> failover,
        @Nullable String blocked) {

    /**
     * What is asked.
     *
     * @param email whom the letter would go to
     * @param poolId null for the workspace's usual way
     * @param strategy instead of the pool's; null keeps that
     * @param sendingIdentityId the identity it must be from; null for any
     */
    record Question(
            @Nullable String email,
            @Nullable UUID poolId,
            @Nullable Strategy strategy,
            @Nullable UUID sendingIdentityId) {}

    /**
     * A way and its verdict.
     *
     * @param rank from 1 on
     * @param affinity score of how that mailbox provider takes the domain's mail, 0 to 100; under HEALTH the lower of the two holds;
     *     null while too little is known
     * @param share of the next 10,000 letters that it would get, as far as caps allow, 0 to 1
     * @param room mails that today's caps leave it; null for no cap, or when it may not be taken
     * @param reason why it may not be taken; null when it may
     * @param wrong the same in words
     * @param right what would help
     */
    record Way(
            int rank,
            UUID providerId,
            String provider,
            @Nullable UUID domainId,
            @Nullable String domain,
            @Nullable UUID identityId,
            @Nullable String from,
            @Nullable UUID ipId,
            @Nullable String ipAddress,
            int weight,
            int healthScore,
            @Nullable Integer affinity,
            double share,
            @Nullable Integer room,
            Verdict.@Nullable Reason reason,
            @Nullable String wrong,
            @Nullable String right) {

        static Way of(int rank, Candidate candidate, MailboxProvider destination, double share) {
            Sender sender = candidate.sender();
            Verdict.Excluded no = candidate.verdict() instanceof Verdict.Excluded excluded ? excluded : null;
            Integer room =
                    candidate.verdict() instanceof Verdict.Eligible(int left) && left < Integer.MAX_VALUE ? left : null;
            return new Way(
                    rank,
                    candidate.provider().id(),
                    candidate.provider().name(),
                    candidate.domain() == null ? null : candidate.domain().id(),
                    candidate.domain() == null ? null : candidate.domain().host(),
                    sender == null ? null : sender.identityId(),
                    sender == null ? null : sender.email(),
                    candidate.ip() == null ? null : candidate.ip().id(),
                    candidate.ip() == null ? null : candidate.ip().ipAddress(),
                    candidate.weight(),
                    candidate.health(),
                    candidate.affinity(destination),
                    share,
                    room,
                    no == null ? null : no.reason(),
                    no == null ? null : no.wrong(),
                    no == null ? null : no.right());
        }
    }

    /**
     * A way that would be taken.
     *
     * @param reason why this one, as it would stand with the message
     */
    record Choice(
            UUID providerId,
            @Nullable UUID domainId,
            @Nullable UUID identityId,
            String reason) {
        static Choice of(RouteChoice.Usable way) {
            return new Choice(
                    way.provider().id(), way.route().domainId(), way.sender().identityId(), way.reason());
        }
    }
}
