package lettermill.jinja.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeTest {
    /** A failure is reported as a template that one can read. */
    @Test
    void shrinksToWhatFails() {
        int shrunk = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Tree tree = new TemplateGrammar(new Random(seed)).template();
            if (tree.source().length() > 150 && tree.source().contains("|title")) {
                Tree smallest = tree.smallest(candidate -> candidate.source().contains("|title"));
                assertThat(smallest.source()).contains("|title").hasSizeLessThan(130);
                assertThat(smallest.smallest(candidate -> candidate.source().contains("|title")))
                        .isEqualTo(smallest);
                shrunk++;
            }
        }
        assertThat(shrunk).isGreaterThan(3);
    }

    @Test
    void whatNeverFailsAloneStaysWhole() {
        Tree tree = new TemplateGrammar(new Random(1)).template();
        assertThat(tree.smallest(candidate -> false)).isEqualTo(tree);
    }
}
