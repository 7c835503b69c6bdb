package lettermill.mailagent.dkim;

/**
 * The outcome for one signature.
 *
 * @param domain d=; empty where the field cannot be read
 * @param selector s=; empty where the field cannot be read
 * @param keyBits size of the key; 0 if it was not found
 * @param reason in words
 */
public record DkimResult(Verdict verdict, String domain, String selector, int keyBits, String reason) {

    public enum Verdict {
        PASS,
        FAIL,
        /** The signature or its key cannot be used, and that will not change by itself. */
        PERMERROR,
        /** DNS did not answer. */
        TEMPERROR
    }
}
