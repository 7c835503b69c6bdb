package lettermill.webhook.ses;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are SNS's own. A name merely below amazonaws.com may be anybody's bucket, one called "sns" included, so the
 * region has to look like a region.
 */
final class SnsHost {

    private static final String REGION = "([a-z]{2}(?:-[a-z]+)+-\\d)";
    private static final Pattern HOST = Pattern.compile("sns\\." + REGION + "\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern CERTIFICATE_PATH = Pattern.compile("/SimpleNotificationService-[0-9a-f]{32}\\.pem");
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws(?:-cn|-us-gov)?:sns:" + REGION + ":\\d{12}:[A-Za-z0-9_.-]{1,256}");

    private SnsHost() {}

    /** The address of a signing certificate, when it is one. */
    static Optional<URI> certificate(@Nullable String text) {
        return own(text)
                .filter(uri -> uri.getRawQuery() == null
                        && CERTIFICATE_PATH
                                .matcher(String.valueOf(uri.getRawPath()))
                                .matches());
    }

    /** An address on a host of SNS's, over TLS and with nothing odd about it. */
    static Optional<URI> own(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(text);
            boolean plain = "https".equals(uri.getScheme())
                    && uri.getRawUserInfo() == null
                    && uri.getPort() == -1
                    && uri.getRawFragment() == null
                    && uri.getHost() != null
                    && HOST.matcher(uri.getHost()).matches();
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The region of a topic; empty when the text is no topic's ARN. */
    static Optional<String> regionOf(String topicArn) {
        Matcher topic = TOPIC.matcher(topicArn);
        return topic.matches() ? Optional.of(topic.group(1)) : Optional.empty();
    }

    /** The region of an address of SNS's. */
    static String region(URI own) {
        Matcher host = HOST.matcher(own.getHost());
        if (!host.matches()) {
            throw new IllegalArgumentException(own + " is not SNS's");
        }
        return host.group(1);
    }
}
