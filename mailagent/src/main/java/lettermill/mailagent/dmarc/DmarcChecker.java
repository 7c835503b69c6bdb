package lettermill.mailagent.dmarc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lettermill.mailagent.dmarc.DmarcRecord.Alignment;
import lettermill.mailagent.dmarc.DmarcResult.Verdict;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Absence;
import lettermill.mailagent.dns.Answer.Absent;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import org.jspecify.annotations.Nullable;

/** DMARC's verdict from what SPF and DKIM have proven (RFC 9989 section 5). */
public final class DmarcChecker {
    private DmarcChecker() {}

    /**
     * @param from the domain of the From field, A-labels
     * @param spf domains that passed SPF
     * @param dkim d= domains of signatures that passed
     */
    public static DmarcResult check(String from, List<String> spf, List<String> dkim, Inquiry dns) {
        TreeWalk walk = TreeWalk.from(from, dns);
        if (walk.failure().isPresent()) {
            return new DmarcResult(Verdict.TEMPERROR, walk.failure().get(), null, null, null, walk.start(), null, null);
        }
        Optional<TreeWalk.At> policy = walk.policy();
        if (policy.isEmpty()) {
            String reason = "there is no usable DMARC record at _dmarc." + walk.start() + " or above";
            return new DmarcResult(Verdict.NONE, reason, null, null, null, walk.organizationalDomain(), null, null);
        }
        return judge(walk, policy.get(), spf, dkim, dns);
    }

    private static DmarcResult judge(TreeWalk walk, TreeWalk.At at, List<String> spf, List<String> dkim, Inquiry dns) {
        DmarcRecord record = at.record();
        String alignedDkim = aligned(walk, dkim, record.dkimAlignment(), dns);
        String alignedSpf = aligned(walk, spf, record.spfAlignment(), dns);
        boolean pass = alignedDkim != null || alignedSpf != null;
        DmarcPolicy asked = asked(walk, at, dns);
        return new DmarcResult(
                pass ? Verdict.PASS : Verdict.FAIL,
                pass ? "aligned with " + walk.start() : "nothing that passed SPF or DKIM aligns with " + walk.start(),
                record.testing() && !pass ? asked.milder() : asked,
                at.domain(),
                record,
                walk.organizationalDomain(),
                alignedSpf,
                alignedDkim);
    }

    private static DmarcPolicy asked(TreeWalk walk, TreeWalk.At at, Inquiry dns) {
        DmarcRecord record = at.record();
        if (at.domain().equals(walk.start())) {
            return record.policy();
        }
        if (record.missingPolicy() != null && isMissing(walk.start(), dns)) {
            return record.missingPolicy();
        }
        return record.subdomainPolicy() == null ? record.policy() : record.subdomainPolicy();
    }

    /** A name that DNS says does not exist (RFC 8020), whatever the type asked for. */
    private static boolean isMissing(String domain, Inquiry dns) {
        return dns.addresses(domain, Family.IP4) instanceof Absent<?>(Absence why) && why == Absence.NO_SUCH_NAME;
    }

    private static @Nullable String aligned(TreeWalk from, List<String> proven, Alignment alignment, Inquiry dns) {
        for (String domain : proven) {
            String name = domain.toLowerCase(Locale.ROOT);
            if (name.equals(from.start()) || (alignment == Alignment.RELAXED && sameOrganization(from, name, dns))) {
                return name;
            }
        }
        return null;
    }

    private static boolean sameOrganization(TreeWalk from, String domain, Inquiry dns) {
        String top = from.start().substring(from.start().lastIndexOf('.') + 1);
        // Names that do not even share the top level have nothing in common; asking would tell nothing.
        return domain.endsWith("." + top)
                && TreeWalk.from(domain, dns).organizationalDomain().equals(from.organizationalDomain());
    }

    /** The organisational domain of any domain by the tree walk; empty when DNS does not answer. */
    public static Optional<String> organizationalDomain(String domain, Inquiry dns) {
        TreeWalk walk = TreeWalk.from(domain, dns);
        return walk.failure().isPresent() ? Optional.empty() : Optional.of(walk.organizationalDomain());
    }

    /** How many DMARC records stand at a name: more than one count as none. */
    public static List<String> recordsAt(String domain, Inquiry dns) {
        Answer<String> texts = dns.texts("_dmarc." + domain);
        return texts.values().stream().filter(DmarcRecord::isOne).toList();
    }
}
