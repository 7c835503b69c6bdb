package lettermill.routing.strategy;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** What the day's caps leave. Ways share them: two ways by one provider have its room together. */
public final class Rooms {

    private final Map<UUID, Integer> left = new HashMap<>();

    /**
     * Says how much a domain, a provider, an address or a mailbox provider's share may still take.
     *
     * @param room {@link Integer#MAX_VALUE} for no cap
     */
    public void set(UUID cap, int room) {
        left.put(cap, room);
    }

    /** How much may still go by an option; {@link Integer#MAX_VALUE} for no cap. */
    public int of(Option option) {
        return caps(option)
                .mapToInt(id -> left.getOrDefault(id, Integer.MAX_VALUE))
                .min()
                .orElseThrow();
    }

    Rooms copy() {
        Rooms copy = new Rooms();
        copy.left.putAll(left);
        return copy;
    }

    /** Takes as many of the letters as there is room for. */
    int take(Option option, int letters) {
        int taken = Math.min(letters, of(option));
        caps(option).forEach(cap -> left.computeIfPresent(cap, (id, room) -> less(room, taken)));
        return taken;
    }

    /** All that has a room of its own on a way. */
    private static Stream<UUID> caps(Option option) {
        return Stream.concat(
                Stream.of(option.provider(), option.domain(), option.ip()).filter(Objects::nonNull),
                option.shares().stream());
    }

    private static int less(int room, int taken) {
        return room == Integer.MAX_VALUE ? room : room - taken;
    }
}
