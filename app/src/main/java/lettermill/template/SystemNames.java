package lettermill.template;

import java.util.Set;

/** The names Lettermill itself puts into the context of every letter; no variable may be called like one. */
public final class SystemNames {
    public static final String RECIPIENT_NAME = "recipient_name";
    public static final String EMAIL = "email";
    public static final String UNSUBSCRIBE_URL = "unsubscribe_url";
    public static final String PREFERENCES_URL = "preferences_url";
    public static final String WORKSPACE_NAME = "workspace_name";
    public static final String POSTAL_ADDRESS = "postal_address";
    public static final String CAMPAIGN_NAME = "campaign_name";
    /** The message id, for the tracking filters; with the prefix nothing of an author can collide. */
    public static final String MESSAGE = "lettermill_message";

    /** What authors may use. */
    public static final Set<String> ALL = Set.of(
            RECIPIENT_NAME, EMAIL, UNSUBSCRIBE_URL, PREFERENCES_URL, WORKSPACE_NAME, POSTAL_ADDRESS, CAMPAIGN_NAME);

    private static final String PREFIX = "lettermill_";

    private SystemNames() {}

    static boolean reserved(String name) {
        return ALL.contains(name) || name.startsWith(PREFIX);
    }
}
