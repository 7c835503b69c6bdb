package lettermill.routing.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrategyTest {

    private static final int LETTERS = 10_000;
    private static final UUID HOUSE = new UUID(0, 1);

    private static Option option(int domain, int weight, int health) {
        return new Option(new UUID(1, domain), HOUSE, null, List.of(), weight, health);
    }

    private static double[] split(Strategy strategy, List<Option> options, int batch) {
        double[] parts = new double[options.size()];
        for (int from = 0; from < LETTERS; from += batch) {
            int[] got = Division.of(strategy, options, new Rooms(), batch, from);
            assertThat(Arrays.stream(got).sum()).isEqualTo(batch);
            IntStream.range(0, parts.length).forEach(i -> parts[i] += got[i] / (double) LETTERS);
        }
        return parts;
    }

    @Test
    void weightsAreKeptWithinOnePercentOverTenThousandLettersHoweverSmallTheBatches() {
        List<Option> options = List.of(option(1, 50, 100), option(2, 30, 100), option(3, 19, 100), option(4, 1, 100));
        for (int batch : new int[] {1, 8, 500, LETTERS}) {
            assertThat(split(Strategy.WEIGHTED, options, batch))
                    .as("batches of %d", batch)
                    .containsExactly(new double[] {0.50, 0.30, 0.19, 0.01}, within(0.01));
        }
        assertThat(split(Strategy.ROUND_ROBIN, options, 500))
                .containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(0.001));
    }

    @Test
    void ofManyOptionsEachBatchTakesAFewAndEachGetsItsDue() {
        List<Option> options =
                IntStream.range(0, 50).mapToObj(i -> option(i, 1 + i % 3, 100)).toList();
        double all = options.stream().mapToInt(Option::weight).sum();
        double[] parts = split(Strategy.WEIGHTED, options, 500);
        for (int i = 0; i < parts.length; i++) {
            assertThat(parts[i]).isEqualTo(options.get(i).weight() / all, within(0.01));
        }
        int[] one = Division.of(Strategy.WEIGHTED, options, new Rooms(), 500, 7);
        assertThat(Arrays.stream(one).filter(got -> got > 0)).hasSizeLessThanOrEqualTo(Division.MOST_PARTS);
    }

    @Test
    void aFewOptionsWithoutRoomDoNotKeepTheOthersFromTheRest() {
        List<Option> options =
                IntStream.range(0, 20).mapToObj(i -> option(i, 1, 100)).toList();
        Rooms rooms = new Rooms();
        IntStream.range(0, 20).forEach(i -> rooms.set(new UUID(1, i), 30));
        assertThat(Arrays.stream(Division.of(Strategy.HEALTH, options, rooms, 500, 3))
                        .sum())
                .isEqualTo(500);
    }

    @Test
    void aRoomThatWaysShareAndThatIsShorterThanTheBatchIsDividedLikeTheBatch() {
        UUID domain = new UUID(1, 1);
        List<Option> options = IntStream.range(0, 5)
                .mapToObj(i -> new Option(domain, new UUID(0, i), null, List.of(), i == 0 ? 6 : 1, 100))
                .toList();
        Rooms rooms = new Rooms();
        rooms.set(domain, 107);
        int[] even = Division.of(Strategy.ROUND_ROBIN, options, rooms.copy(), 500, 0);
        assertThat(even).contains(21, 22).hasSize(5);
        assertThat(Arrays.stream(even)).allMatch(part -> part == 21 || part == 22);
        assertThat(Arrays.stream(even).sum()).isEqualTo(107);
        int[] weighted = Division.of(Strategy.WEIGHTED, options, rooms, 500, 0);
        assertThat(weighted[0]).isBetween(64, 65);
        assertThat(Arrays.stream(weighted).sum()).isEqualTo(107);
    }

    @Test
    void theSameDrawGivesTheSameDivision() {
        List<Option> options = List.of(option(1, 7, 90), option(2, 11, 60), option(3, 13, 75));
        for (Strategy strategy : Strategy.values()) {
            assertThat(strategy.rule().divide(options, new Rooms(), 101, 0.3))
                    .isEqualTo(strategy.rule().divide(options, new Rooms(), 101, 0.3));
        }
    }

    @Test
    void healthierDomainsGetMoreAndOneProviderOfADomainGetsAll() {
        List<Option> options = new ArrayList<>(List.of(option(1, 1, 100), option(2, 1, 70)));
        options.add(new Option(new UUID(1, 1), new UUID(0, 2), null, List.of(), 1, 100));
        double[] parts = split(Strategy.HEALTH, options, 500);
        assertThat(parts[0] / parts[1]).isBetween(2.9, 3.1);
        assertThat(parts[2]).isZero();
    }

    @Test
    void priorityFillsTheFirstAndThenTheNext() {
        List<Option> options = List.of(option(1, 1, 100), option(2, 1, 100));
        Rooms rooms = new Rooms();
        rooms.set(new UUID(1, 1), 30);
        assertThat(Strategy.PRIORITY.rule().divide(options, rooms, 100, 0)).containsExactly(30, 70);
    }

    @Test
    void noStrategyPassesARoomNorLeavesOneUnusedThatWouldDo() {
        SplittableRandom random = new SplittableRandom(42);
        for (int round = 0; round < 2_000; round++) {
            List<Option> options = new ArrayList<>();
            int size = 1 + random.nextInt(8);
            for (int i = 0; i < size; i++) {
                options.add(new Option(
                        new UUID(1, random.nextInt(4)),
                        new UUID(0, random.nextInt(3)),
                        random.nextBoolean() ? null : new UUID(2, random.nextInt(3)),
                        List.of(),
                        1 + random.nextInt(100),
                        30 + random.nextInt(71)));
            }
            int letters = 1 + random.nextInt(500);
            for (Strategy strategy : Strategy.values()) {
                Rooms rooms = new Rooms();
                SplittableRandom caps = new SplittableRandom(round);
                IntStream.range(0, 4).forEach(i -> rooms.set(new UUID(1, i), caps.nextInt(200)));
                IntStream.range(0, 3).forEach(i -> rooms.set(new UUID(0, i), caps.nextInt(200)));
                IntStream.range(0, 3).forEach(i -> rooms.set(new UUID(2, i), caps.nextInt(200)));
                int[] got = strategy.rule().divide(options, rooms, letters, random.nextDouble());
                int placed = Arrays.stream(got).sum();
                assertThat(placed).isBetween(0, letters);
                assertThat(options.stream().mapToInt(rooms::of))
                        .as("%s, round %d", strategy, round)
                        .allMatch(room -> room >= 0);
                if (placed < letters) {
                    assertThat(options.stream().mapToInt(rooms::of)).allMatch(room -> room == 0);
                }
            }
        }
    }
}
