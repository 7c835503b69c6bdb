package lettermill.warming.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import lettermill.base.Problem;
import lettermill.warming.schedule.WarmingSchedule.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CurveTest {

    @Test
    void daysLeftOutLieBetweenTheirNeighboursRoundedDown() {
        assertThat(Curve.of(List.of(new Entry(1, 50), new Entry(4, 100), new Entry(5, 1_000))))
                .containsExactly(50, 66, 83, 100, 1_000);
        assertThat(Curve.of(List.of(new Entry(3, 100), new Entry(1, 100)))).containsExactly(100, 100, 100);
        assertThat(Curve.of(List.of(new Entry(1, 7)))).containsExactly(7);
    }

    @Test
    void largeVolumesDoNotOverflow() {
        List<Integer> volumes = Curve.of(List.of(new Entry(1, 1), new Entry(365, 100_000_000)));
        assertThat(volumes).hasSize(365).isSorted().endsWith(100_000_000);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotBeMeantIsRefusedWithWords(List<Entry> entries, String wrong) {
        assertThatThrownBy(() -> Curve.of(entries))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining(wrong);
    }

    static Stream<Object[]> impossible() {
        return Stream.of(
                new Object[] {List.of(), "names no days"},
                new Object[] {List.of(new Entry(2, 50)), "starts with day 2"},
                new Object[] {List.of(new Entry(0, 50)), "starts with day 0"},
                new Object[] {List.of(new Entry(1, 50), new Entry(366, 60)), "ends with day 366"},
                new Object[] {List.of(new Entry(1, 50), new Entry(1, 60)), "day 1 twice"},
                new Object[] {List.of(new Entry(1, 0)), "volume 0"},
                new Object[] {List.of(new Entry(1, 50), new Entry(2, 49)), "volume 49"});
    }
}
