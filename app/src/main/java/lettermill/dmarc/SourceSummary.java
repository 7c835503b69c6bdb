package lettermill.dmarc;

import java.time.Instant;
import java.util.List;

/**
 * What one host sent in a domain's name.
 *
 * @param aligned messages that pass DMARC: by DKIM, by SPF or by both
 * @param envelopeDomains domains of return paths, in alphabetical order
 * @param organizations who reported it
 */
record SourceSummary(
        String address,
        long messages,
        long aligned,
        long dkimAligned,
        long spfAligned,
        long quarantined,
        long rejected,
        List<String> envelopeDomains,
        List<String> organizations,
        Instant lastSeen) {}
