package lettermill.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a benchmark.
 *
 * @param bench its name on the command line
 * @param value what was measured, in {@code unit}
 * @param limit the same work without us, in the same unit and run
 * @param ratio value over limit
 * @param peakRssMegabytes the largest resident set of the measured process
 */
public record BenchResult(
        String bench,
        double value,
        String unit,
        double limit,
        double ratio,
        @JsonProperty("peak_rss_mb") long peakRssMegabytes) {

    /** The last line of a benchmark's output. */
    public String jsonLine() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** The middle of all rounds, rounded; the upper one of two. */
    public static double median(List<Double> rounds) {
        return rounded(rounds.stream().sorted().toList().get(rounds.size() / 2));
    }

    /** With three significant decimals at most, which is more than a shared machine can tell. */
    public static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
