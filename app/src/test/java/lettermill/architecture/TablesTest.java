package lettermill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A package writes only the tables of its own schema. */
class TablesTest {

    private static final String MAIN = "app/src/main/java/lettermill";
    private static final Pattern WRITE = Pattern.compile(
            "(?i)\\b(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO|TRUNCATE|COPY)\\s+(?:ONLY\\s+)?([a-z_]+)\\.[a-z_]+");

    @Test
    void aPackageWritesOnlyItsSchema() {
        TreeSet<String> wrong = new TreeSet<>();
        for (Path file : Sources.java(MAIN)) {
            Path inside = Sources.REPOSITORY.resolve(MAIN).relativize(file);
            String owner = inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
            Matcher writes = WRITE.matcher(Sources.read(file));
            while (writes.find()) {
                if (!writes.group(1).equals(owner) && FloorsTest.FLOORS.containsKey(writes.group(1))) {
                    wrong.add(inside + " writes " + writes.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
