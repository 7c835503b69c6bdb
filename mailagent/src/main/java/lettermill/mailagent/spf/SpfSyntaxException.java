package lettermill.mailagent.spf;

/** A record that breaks the grammar of RFC 7208; the message says where, for the domain's owner. */
public final class SpfSyntaxException extends Exception {
    SpfSyntaxException(String message) {
        super(message);
    }
}
