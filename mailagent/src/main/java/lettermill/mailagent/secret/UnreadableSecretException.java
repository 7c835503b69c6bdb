package lettermill.mailagent.secret;

/** A secret that cannot be had again: it has to be entered anew. The message names its place, never the secret. */
public final class UnreadableSecretException extends RuntimeException {
    UnreadableSecretException(String place, String why) {
        super("the secret of " + place + " cannot be read: " + why);
    }
}
