package lettermill.reputation.blocklist;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lettermill.base.WorkspaceId;
import lettermill.sender.doctor.Listings;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistAnswer.Verdict;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What blocklists say of a workspace's domains, mail servers and addresses. */
@Service
public class BlocklistService implements Listings {

    private final Lookups lookups;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    BlocklistService(Lookups lookups, ApplicationEventPublisher publisher, Clock clock) {
        this.lookups = lookups;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What each list last said, by subject and list; nothing while no list is configured. */
    public List<Listing> latest(WorkspaceId workspace) {
        return lookups.latest(workspace, clock.instant());
    }

    /** The same of one domain. */
    public List<Listing> latest(WorkspaceId workspace, String host) {
        return latest(workspace).stream()
                .filter(listing -> listing.subject().equals(host))
                .toList();
    }

    @Override
    public List<ListStatement> of(WorkspaceId workspace, String host) {
        return latest(workspace, host).stream()
                .map(said -> new ListStatement(
                        said.list(),
                        said.verdict(),
                        said.codes(),
                        said.detail(),
                        said.listedSince(),
                        said.lookedUpAt()))
                .toList();
    }

    /** Writes down what lists said, and tells of what is listed and was not before. */
    @Transactional
    public void record(Lookups.Subject subject, List<BlocklistAnswer> answers) {
        Instant now = clock.instant();
        Set<Lookups.Said> before = lookups.listed(subject);
        lookups.insert(subject, answers, now);
        Map<String, List<SubjectListed.On>> fresh = answers.stream()
                .filter(answer -> answer.verdict() == Verdict.LISTED)
                .filter(answer -> !before.contains(new Lookups.Said(answer.subject(), answer.list())))
                .collect(Collectors.groupingBy(
                        BlocklistAnswer::subject,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                answer -> new SubjectListed.On(answer.list(), answer.codes(), answer.detail()),
                                Collectors.toList())));
        fresh.forEach((listed, lists) ->
                publisher.publishEvent(new SubjectListed(subject.workspace(), listed, subject.origin(), lists)));
    }
}
