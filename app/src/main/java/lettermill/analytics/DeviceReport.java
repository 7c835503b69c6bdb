package lettermill.analytics;

import java.util.List;

/**
 * With what people opened and clicked, and which machines did. A reader with two devices is counted under both.
 *
 * @param clients mail programs and browsers
 * @param systems operating systems
 * @param devices desktop, mobile, tablet, other
 * @param models families of devices, e.g. iPhone
 * @param machines what did not count as a person's, by the rule that said so
 */
record DeviceReport(
        List<Share> clients, List<Share> systems, List<Share> devices, List<Share> models, List<Share> machines) {

    /**
     * @param count opens and clicks
     * @param people messages with at least one of them
     */
    record Share(String name, long count, long people) {}
}
