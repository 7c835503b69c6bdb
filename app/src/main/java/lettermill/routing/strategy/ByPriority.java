package lettermill.routing.strategy;

import java.util.List;

/** The first one that has room gets all that fits, then the next. */
final class ByPriority implements RoutingStrategy {

    @Override
    public int[] divide(List<Option> options, Rooms rooms, int letters, double draw) {
        int[] got = new int[options.size()];
        int left = letters;
        for (int i = 0; i < got.length && left > 0; i++) {
            got[i] = rooms.take(options.get(i), left);
            left -= got[i];
        }
        return got;
    }
}
