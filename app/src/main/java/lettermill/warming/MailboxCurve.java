package lettermill.warming;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lettermill.base.Problem;
import lettermill.mailbox.MailboxProvider;
import lettermill.sender.share.MailboxShare;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a day's volume single mailbox providers get: fractions, 0.4 for 40 %. Those that are not named share what is left.
 */
record MailboxCurve(Map<MailboxProvider, Double> shares) {

    /** Of what people write as fractions, 0.7 and 0.2 and 0.1 come to a little more than 1. */
    private static final double ROUNDING = 1e-9;

    static final MailboxCurve NONE = new MailboxCurve(Map.of());

    MailboxCurve {
        shares = Map.copyOf(shares);
    }

    /**
     * As a client asks for it, in any case.
     *
     * @throws Problem.Invalid where a name or a share cannot be meant
     */
    static MailboxCurve of(@Nullable Map<String, @Nullable Double> asked) {
        Map<MailboxProvider, Double> shares = new EnumMap<>(MailboxProvider.class);
        (asked == null ? Map.<String, @Nullable Double>of() : asked).forEach((name, share) -> {
            String field = "mailbox_shares." + name;
            if (share == null || !(share > 0 && share <= 1)) {
                throw new Problem.Invalid(field, "is " + share, "a fraction above 0 up to 1, 0.4 for 40 %");
            }
            if (shares.put(provider(field, name), share) != null) {
                throw new Problem.Invalid(field, "is there twice", "each mailbox provider once");
            }
        });
        double sum = shares.values().stream().mapToDouble(share -> share).sum();
        if (sum > 1 + ROUNDING) {
            throw new Problem.Invalid(
                    "mailbox_shares", "come to " + Math.round(sum * 100) + " %", "fractions that come to 1 at most");
        }
        return new MailboxCurve(shares);
    }

    private static MailboxProvider provider(String field, String name) {
        List<MailboxProvider> known = Stream.of(MailboxProvider.values())
                .filter(provider -> provider != MailboxProvider.OTHER)
                .toList();
        String upper = name.strip().toUpperCase(Locale.ROOT);
        return known.stream()
                .filter(provider -> provider.name().equals(upper))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        field,
                        "is no mailbox provider that can have a share; the others share what is left",
                        known.stream().map(MailboxProvider::name).collect(Collectors.joining(", "))));
    }

    /**
     * The caps of a day, by name; empty where no mailbox provider has a share of its own. Rounded down, so that no share is passed:
     * what that leaves is for those not named.
     */
    Map<String, Integer> caps(int volume) {
        if (shares.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> caps = new HashMap<>();
        shares.forEach((provider, share) -> caps.put(provider.name(), (int) Math.floor(volume * share + ROUNDING)));
        int named = caps.values().stream().mapToInt(cap -> cap).sum();
        double sum = shares.values().stream().mapToDouble(share -> share).sum();
        caps.put(MailboxShare.REST, sum >= 1 - ROUNDING ? 0 : Math.max(0, volume - named));
        return caps;
    }
}
