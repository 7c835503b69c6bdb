package lettermill.mailagent.vendor;

import java.time.Duration;

/**
 * How long we wait for a vendor.
 *
 * @param connect until the connection stands, TLS included
 * @param answer from then on until the answer is there; giving up makes letters unknown
 * @param probe for a probe as a whole
 * @param nap a pause that the vendor asks for is waited out in the wave when it is no longer than this
 */
public record HttpLimits(Duration connect, Duration answer, Duration probe, Duration nap) {
    public static final HttpLimits USUAL = new HttpLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(2));
}
