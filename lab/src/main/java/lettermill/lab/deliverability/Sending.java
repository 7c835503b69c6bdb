package lettermill.lab.deliverability;

/**
 * A sending domain.
 *
 * @param host its name
 * @param id its id
 */
record Sending(String host, String id) {
    /** The word that addresses on its lists begin with. */
    String list() {
        return host.replaceFirst("\\..*", "");
    }
}
