package lettermill.lab.demo;

import java.util.List;

/**
 * How the demo's campaign ended.
 *
 * @param campaign its id
 * @param wrong what is not as it should be, in sentences
 */
record Outcome(String campaign, List<String> wrong) {

    boolean asItShouldBe() {
        return wrong.isEmpty();
    }
}
