package lettermill.routing.strategy;

import java.util.List;

/** Each gets its weight's part. */
final class Weighted implements RoutingStrategy {

    @Override
    public int[] divide(List<Option> options, Rooms rooms, int letters, double draw) {
        double[] weights = options.stream().mapToDouble(Option::weight).toArray();
        return Proportion.divide(options, weights, rooms, letters, draw);
    }
}
