package lettermill.mailagent;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** MailAgent's own floors: a package imports only from those below it, and nothing from the app. */
class MailAgentFloorsTest {
    private static final String ROOT = "lettermill.mailagent.";
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("api", 4),
            Map.entry("domain", 3),
            Map.entry("provider", 2),
            Map.entry("vendor", 2),
            Map.entry("outbox", 2),
            Map.entry("mailbox", 2),
            Map.entry("spf", 2),
            Map.entry("blocklist", 2),
            Map.entry("dkim", 2),
            Map.entry("dmarc", 2),
            Map.entry("transport", 1),
            Map.entry("dns", 1),
            Map.entry("feedback", 1),
            Map.entry("mime", 0),
            Map.entry("secret", 0));

    @Test
    void importsGoDownOnly() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("lettermill.mailagent");
        assertThat(classes.size()).isGreaterThan(30);
        TreeSet<String> wrong = new TreeSet<>();
        for (JavaClass type : classes) {
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (target.startsWith("lettermill.") && !mayImport(type.getPackageName(), target)) {
                    wrong.add(type.getName() + " -> " + target);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean mayImport(String from, String to) {
        return from.equals(to)
                || (to + ".").startsWith("lettermill.wire.")
                || (to.startsWith(ROOT) && floor(to) < floor(from));
    }

    private static int floor(String name) {
        Integer floor = FLOORS.get(name.substring(ROOT.length()));
        assertThat(floor).as("floor of " + name).isNotNull();
        return floor;
    }
}
