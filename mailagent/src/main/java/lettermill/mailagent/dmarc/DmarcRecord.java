package lettermill.mailagent.dmarc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy record (RFC 9989 section 4.7).
 *
 * @param text as found
 * @param policy for the domain itself
 * @param subdomainPolicy for names below; null takes {@code policy}
 * @param missingPolicy for names below that do not exist; null takes what names below get
 * @param publicSuffix the tag psd
 * @param testing t=y: the policy counts one step lower
 * @param reportsTo valid addresses of aggregate reports
 * @param notes what the domain's owner should know: obsolete, unknown and wrong tags
 */
public record DmarcRecord(
        String text,
        DmarcPolicy policy,
        @Nullable DmarcPolicy subdomainPolicy,
        @Nullable DmarcPolicy missingPolicy,
        PublicSuffix publicSuffix,
        boolean testing,
        Alignment dkimAlignment,
        Alignment spfAlignment,
        List<String> reportsTo,
        List<String> notes) {

    private static final Set<String> KNOWN =
            Set.of("v", "p", "sp", "np", "psd", "t", "adkim", "aspf", "rua", "ruf", "fo");
    private static final Set<String> REMOVED = Set.of("pct", "rf", "ri");

    public enum PublicSuffix {
        YES,
        NO,
        UNKNOWN
    }

    public enum Alignment {
        /** The organisational domains have to agree. */
        RELAXED,
        /** The domains themselves have to agree. */
        STRICT
    }

    public DmarcRecord {
        reportsTo = List.copyOf(reportsTo);
        notes = List.copyOf(notes);
    }

    /** Whether a text is a DMARC record at all: its first tag is the version, in exactly this case. */
    static boolean isOne(String text) {
        int end = text.indexOf(';');
        String[] tag = (end < 0 ? text : text.substring(0, end)).split("=", 2);
        return tag.length == 2 && tag[0].strip().equals("v") && tag[1].strip().equals("DMARC1");
    }

    /** Empty where section 4.10.1 wants no processing: no valid policy, and nobody to report to either. */
    static Optional<DmarcRecord> parse(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (String part : text.split(";")) {
            String[] tag = part.split("=", 2);
            String name = tag[0].strip().toLowerCase(Locale.ROOT);
            if (tag.length == 2 && tags.putIfAbsent(name, tag[1].strip()) == null) {
                note(name, notes);
            } else if (!part.isBlank()) {
                notes.add("\"" + part.strip() + "\" is no tag, or the second of its name, and is ignored");
            }
        }
        List<String> reportsTo = mailboxes(tags.getOrDefault("rua", ""));
        Optional<DmarcPolicy> policy = DmarcPolicy.of(tags.getOrDefault("p", ""));
        boolean wrong = policy.isEmpty() || invalid(tags.get("sp")) || invalid(tags.get("np"));
        if (wrong && reportsTo.isEmpty()) {
            return Optional.empty();
        }
        if (wrong) {
            notes.add("a policy in p, sp or np is missing or wrong: the record counts as p=none");
        }
        return Optional.of(new DmarcRecord(
                text,
                wrong ? DmarcPolicy.NONE : policy.get(),
                wrong ? null : policy(tags.get("sp")),
                wrong ? null : policy(tags.get("np")),
                suffix(tags.getOrDefault("psd", "")),
                tags.getOrDefault("t", "").equalsIgnoreCase("y"),
                alignment(tags.getOrDefault("adkim", "")),
                alignment(tags.getOrDefault("aspf", "")),
                reportsTo,
                notes));
    }

    private static void note(String name, List<String> notes) {
        if (REMOVED.contains(name)) {
            notes.add(name + "= was removed by RFC 9989 and is ignored");
        } else if (!KNOWN.contains(name)) {
            notes.add(name + "= is unknown and is ignored");
        }
    }

    private static boolean invalid(@Nullable String word) {
        return word != null && DmarcPolicy.of(word).isEmpty();
    }

    private static @Nullable DmarcPolicy policy(@Nullable String word) {
        return word == null ? null : DmarcPolicy.of(word).orElse(null);
    }

    private static PublicSuffix suffix(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "y" -> PublicSuffix.YES;
            case "n" -> PublicSuffix.NO;
            default -> PublicSuffix.UNKNOWN;
        };
    }

    private static Alignment alignment(String word) {
        return word.equalsIgnoreCase("s") ? Alignment.STRICT : Alignment.RELAXED;
    }

    /** The valid mailto URIs, without the size limit that RFC 7489 allowed behind a "!". */
    private static List<String> mailboxes(String list) {
        return Arrays.stream(list.split(","))
                .map(uri -> uri.strip().replaceFirst("![0-9]+[kmgtKMGT]?$", ""))
                .filter(uri -> uri.regionMatches(true, 0, "mailto:", 0, 7))
                .map(uri -> uri.substring(7))
                .filter(address -> address.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
                .toList();
    }
}
