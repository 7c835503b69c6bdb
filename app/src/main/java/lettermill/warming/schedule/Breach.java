package lettermill.warming.schedule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A threshold that a day's mail passed.
 *
 * @param rate what was seen, a fraction
 * @param sample of how many mails
 * @param limit the threshold, a fraction
 */
public record Breach(Kind kind, double rate, long sample, double limit) {

    public enum Kind {
        BOUNCE(">"),
        COMPLAINT(">"),
        DELIVERY("<");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    /** {@code bounce 6.1 % of 212 > 5 %}. */
    public String words() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + percent(rate) + " of " + sample + " " + kind.sign + " "
                + percent(limit);
    }

    public static String words(List<Breach> breaches) {
        return breaches.stream().map(Breach::words).collect(Collectors.joining("; "));
    }

    /** With so many decimals that a small rate does not look like its limit. */
    private static String percent(double fraction) {
        String text = String.format(Locale.ROOT, fraction < 0.01 ? "%.3f" : "%.1f", fraction * 100);
        return text.replaceAll("\\.?0+$", "") + " %";
    }
}
