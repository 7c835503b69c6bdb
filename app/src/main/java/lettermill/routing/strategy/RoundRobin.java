package lettermill.routing.strategy;

import java.util.Arrays;
import java.util.List;

/** Each gets as much as the next. */
final class RoundRobin implements RoutingStrategy {

    @Override
    public int[] divide(List<Option> options, Rooms rooms, int letters, double draw) {
        double[] even = new double[options.size()];
        Arrays.fill(even, 1);
        return Proportion.divide(options, even, rooms, letters, draw);
    }
}
