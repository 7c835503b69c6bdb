package lettermill.notification.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lettermill.base.Problem;
import lettermill.notification.NotificationType;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as a client asks for it.
 *
 * @param url https, without a password or a fragment
 * @param description for people; nothing unless given
 * @param eventTypes what it wants to hear of; {@code *} alone for all
 * @param active true unless given
 */
public record EndpointRequest(
        @Nullable String url,
        @Nullable String description,
        @Nullable List<String> eventTypes,
        @Nullable Boolean active) {

    private static final int DESCRIPTION_LENGTH = 500;

    /** With what was left out.
     *
     * @throws Problem.Invalid with all that is wrong
     */
    EndpointRequest complete(Networks networks) {
        List<Problem.Field> wrong = new ArrayList<>(EndpointUrl.faults(url, networks));
        String words = description == null ? "" : description.strip();
        if (words.length() > DESCRIPTION_LENGTH) {
            wrong.add(new Problem.Field("description", "is too long", "at most " + DESCRIPTION_LENGTH + " characters"));
        }
        wrong.addAll(typeFaults());
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        List<String> types = eventTypes == null
                ? List.of()
                : eventTypes.stream().distinct().sorted().toList();
        return new EndpointRequest(url, words, types, active == null || active);
    }

    private List<Problem.Field> typeFaults() {
        String names = "one or more of "
                + Arrays.stream(NotificationType.values())
                        .filter(type -> type != NotificationType.ENDPOINT_TEST)
                        .map(NotificationType::text)
                        .collect(Collectors.joining(", "))
                + ", or * alone for all";
        if (eventTypes == null || eventTypes.isEmpty()) {
            return List.of(new Problem.Field("event_types", "is missing", names));
        }
        if (eventTypes.contains(NotificationType.ALL)) {
            return eventTypes.size() == 1
                    ? List.of()
                    : List.of(new Problem.Field("event_types", "has * beside other names", names));
        }
        return eventTypes.stream()
                .filter(name -> NotificationType.named(String.valueOf(name))
                        .filter(type -> type != NotificationType.ENDPOINT_TEST)
                        .isEmpty())
                .findFirst()
                .map(name -> List.of(new Problem.Field("event_types", name + " is no event type", names)))
                .orElse(List.of());
    }
}
