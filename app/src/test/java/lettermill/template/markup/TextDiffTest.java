package lettermill.template.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lettermill.template.markup.TextDiff.Change;
import lettermill.template.markup.TextDiff.Line;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    @Test
    void showsWhatWasReplacedWhereItStood() {
        assertThat(TextDiff.between("a\nb\nc\n", "a\nB\nc\nd\n"))
                .containsExactly(
                        new Line(Change.SAME, 1, 1, "a"),
                        new Line(Change.REMOVED, 2, null, "b"),
                        new Line(Change.ADDED, null, 2, "B"),
                        new Line(Change.SAME, 3, 3, "c"),
                        new Line(Change.ADDED, null, 4, "d"));
    }

    @Test
    void fromNothingEverythingIsAdded() {
        assertThat(TextDiff.between("", "a\n")).containsExactly(new Line(Change.ADDED, null, 1, "a"));
    }

    /** Reading only one side of a diff gives that text back, whatever the texts are. */
    @Test
    void bothTextsCanBeReadOutOfIt() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String before = text(random);
            String after = text(random);
            List<Line> lines = TextDiff.between(before, after);
            assertThat(side(lines, Change.ADDED))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(before);
            assertThat(side(lines, Change.REMOVED))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(after);
        }
    }

    @Test
    void hugeTextsAreReplacedInOnePiece() {
        String before = IntStream.range(0, 3_000).mapToObj(i -> "a" + i + "\n").collect(Collectors.joining());
        String after = IntStream.range(0, 3_000).mapToObj(i -> "b" + i + "\n").collect(Collectors.joining());
        assertThat(TextDiff.between(before, after)).hasSize(6_000);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, 4)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    private static String side(List<Line> lines, Change without) {
        return lines.stream()
                .filter(line -> line.change() != without)
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }
}
