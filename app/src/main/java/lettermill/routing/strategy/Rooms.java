package lettermill.routing.strategy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What the day's caps leave. Ways share them: two ways by one provider have its room together. */
public final class Rooms {

    private final Map<UUID, Integer> left = new HashMap<>();

    /**
     * Says how much a domain or a provider may still take.
     *
     * @param room {@link Integer#MAX_VALUE} for no cap
     */
    public void set(UUID domainOrProvider, int room) {
        left.put(domainOrProvider, room);
    }

    /** How much may still go by an option; {@link Integer#MAX_VALUE} for no cap. */
    public int of(Option option) {
        int byProvider = left.getOrDefault(option.provider(), Integer.MAX_VALUE);
        return option.domain() == null
                ? byProvider
                : Math.min(byProvider, left.getOrDefault(option.domain(), Integer.MAX_VALUE));
    }

    Rooms copy() {
        Rooms copy = new Rooms();
        copy.left.putAll(left);
        return copy;
    }

    /** Takes as many of the letters as there is room for. */
    int take(Option option, int letters) {
        int taken = Math.min(letters, of(option));
        left.computeIfPresent(option.provider(), (id, room) -> less(room, taken));
        if (option.domain() != null) {
            left.computeIfPresent(option.domain(), (id, room) -> less(room, taken));
        }
        return taken;
    }

    private static int less(int room, int taken) {
        return room == Integer.MAX_VALUE ? room : room - taken;
    }
}
