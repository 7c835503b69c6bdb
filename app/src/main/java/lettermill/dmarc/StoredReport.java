package lettermill.dmarc;

import java.time.Instant;

/**
 * A report that is kept.
 *
 * @param publishedDomain whose DMARC record was found: the sending domain, or one above it
 * @param messages in the sending domain's name
 * @param aligned those that pass DMARC
 */
record StoredReport(
        long id,
        String organization,
        String reportId,
        Instant beginsAt,
        Instant endsAt,
        String publishedDomain,
        String policy,
        Instant receivedAt,
        long messages,
        long aligned) {}
