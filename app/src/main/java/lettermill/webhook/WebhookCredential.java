package lettermill.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How a provider's callbacks prove that they are its own. Every list may hold several, so that a new one can be added before
 * the old one goes. Not printed.
 *
 * @param topicArns SES: the SNS topics that may report
 * @param publicKeys SendGrid: base64 of the SubjectPublicKeyInfo
 * @param signingKeys Mailgun: the HTTP webhook signing keys
 * @param basicAuth where any is given, each callback has to carry one of them
 * @param headers where any is given, each callback has to carry one of them
 */
public record WebhookCredential(
        List<String> topicArns,
        List<String> publicKeys,
        List<String> signingKeys,
        List<BasicAuth> basicAuth,
        List<SecretHeader> headers) {

    /** User name and password in the URL that the vendor calls. Not printed. */
    public record BasicAuth(
            @Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "BasicAuth[...]";
        }
    }

    /** A header that the vendor sends along. Not printed. */
    public record SecretHeader(
            @Nullable String name, @Nullable String value) {
        @Override
        public String toString() {
            return "SecretHeader[...]";
        }
    }

    /** JSON gives null for what it leaves out. */
    public WebhookCredential {
        topicArns = orEmpty(topicArns);
        publicKeys = orEmpty(publicKeys);
        signingKeys = orEmpty(signingKeys);
        basicAuth = orEmpty(basicAuth);
        headers = orEmpty(headers);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    public boolean namesASharedSecret() {
        return !basicAuth.isEmpty() || !headers.isEmpty();
    }

    /**
     * Checks the secrets that a callback carries, where any are asked for.
     *
     * @throws Problem.Unauthenticated when it carries none of them
     */
    public void requireSharedSecret(Callback callback) {
        if (!namesASharedSecret()) {
            return;
        }
        // Compared as it is spelled: a lenient decoder would take several spellings for one.
        String authorization = callback.header("authorization");
        boolean known = false;
        for (BasicAuth each : basicAuth) {
            String pair = each.username() + ":" + each.password();
            known |= same("Basic " + Base64.getEncoder().encodeToString(utf8(pair)), authorization);
        }
        for (SecretHeader each : headers) {
            known |= same(String.valueOf(each.value()), callback.header(String.valueOf(each.name())));
        }
        if (!known) {
            throw new Problem.Unauthenticated("The callback carries none of the provider's user names or headers.");
        }
    }

    /** In a time that does not tell how much of it is right. */
    public static boolean same(String expected, @Nullable String given) {
        return given != null && MessageDigest.isEqual(utf8(expected), utf8(given));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WebhookCredential[...]";
    }
}
