package lettermill.webhook.intake;

import java.nio.charset.StandardCharsets;
import lettermill.mailagent.secret.Secrets;

/** Locks text to its place with the webhooks' own key: the app has to know these secrets, unlike those that MailAgent keeps. */
public final class WebhookSecrets {

    private final Secrets secrets;

    public WebhookSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Locks a secret to a row's name; elsewhere it can't be unlocked. */
    public String lock(String place, String secret) {
        return secrets.lock(place, secret.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws lettermill.mailagent.secret.UnreadableSecretException when it was locked with another key, or elsewhere */
    public String unlock(String place, String locked) {
        return new String(secrets.unlock(place, locked), StandardCharsets.UTF_8);
    }
}
