package lettermill.routing.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Domains get mail by the square of what their score is above {@value #NOTHING}, where CRITICAL ends: one at 100 gets three times
 * what one at 70 gets, and nine times what one at 53 gets. Of a domain's ways the first one that has room is taken: the
 * provider's priority, not the domain's health, tells them apart.
 */
final class ByHealth implements RoutingStrategy {

    private static final int NOTHING = 29;

    @Override
    public int[] divide(List<Option> options, Rooms rooms, int letters, double draw) {
        Map<Optional<UUID>, List<Integer>> ways = new LinkedHashMap<>();
        for (int i = 0; i < options.size(); i++) {
            ways.computeIfAbsent(Optional.ofNullable(options.get(i).domain()), domain -> new ArrayList<>())
                    .add(i);
        }
        int[] got = new int[options.size()];
        int left = letters;
        // Each round fills up at least one way of a domain, or ends.
        for (boolean placed = true; placed && left > 0; ) {
            int before = left;
            List<Integer> first = new ArrayList<>();
            ways.values()
                    .forEach(domain -> domain.stream()
                            .filter(option -> rooms.of(options.get(option)) > 0)
                            .findFirst()
                            .ifPresent(first::add));
            List<Option> chosen = first.stream().map(options::get).toList();
            double[] shares = chosen.stream()
                    .mapToDouble(option -> Math.pow(Math.max(1, option.health() - NOTHING), 2))
                    .toArray();
            int[] round = Proportion.divide(chosen, shares, rooms, left, draw);
            for (int k = 0; k < round.length; k++) {
                got[first.get(k)] += round[k];
                left -= round[k];
            }
            placed = left < before;
        }
        return got;
    }
}
