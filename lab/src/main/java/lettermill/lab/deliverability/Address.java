package lettermill.lab.deliverability;

/**
 * An address of the workspace's own.
 *
 * @param digits it is
 * @param host the only domain whose mail leaves from it
 * @param id its id
 */
record Address(String digits, String host, String id) {
    /** Where the product has it. */
    String path() {
        return House.INFRASTRUCTURE + "/ips/" + id;
    }
}
