package lettermill.webhook;

import java.util.List;

/**
 * What a body says.
 *
 * @param ignored the vendor's words for what is no event here, known or not
 */
public record Reading(List<VendorEvent> events, List<String> ignored) {

    public static final Reading NOTHING = new Reading(List.of(), List.of());

    public Reading {
        events = List.copyOf(events);
        ignored = List.copyOf(ignored);
    }
}
