package lettermill.mailagent.dkim;

/** A signature or key record that cannot be used; the message says why, in words. */
public final class DkimException extends Exception {
    DkimException(String message) {
        super(message);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
