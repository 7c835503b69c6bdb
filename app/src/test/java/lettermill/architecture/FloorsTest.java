package lettermill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A package imports only from floors below: never sideways, never up. */
class FloorsTest {

    static final String ROOT = "lettermill";

    /** The floors, lowest first. */
    static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("base", 0),
            Map.entry("problem", 0),
            Map.entry("health", 1),
            Map.entry("workspace", 1),
            Map.entry("token", 1),
            Map.entry("engine", 2),
            Map.entry("ledger", 2),
            Map.entry("agent", 2),
            Map.entry("provider", 3),
            Map.entry("sender", 3),
            Map.entry("audience", 3),
            Map.entry("visitor", 3),
            Map.entry("mailbox", 3),
            Map.entry("routing", 4),
            Map.entry("warming", 4),
            Map.entry("reputation", 4),
            Map.entry("tracking", 4),
            Map.entry("webhook", 4),
            Map.entry("dmarc", 4),
            Map.entry("preference", 4),
            Map.entry("template", 4),
            Map.entry("delivery", 5),
            Map.entry("alert", 6),
            Map.entry("campaign", 6),
            Map.entry("notification", 7),
            Map.entry("analytics", 8));

    /** Other modules of the product, below all floors. */
    private static final List<String> MODULES =
            List.of("lettermill.jinja", "lettermill.wire", "lettermill.mailagent", "lettermill.lab");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyPackageStandsOnAFloor() {
        TreeSet<String> unknown = new TreeSet<>();
        for (JavaClass type : ours()) {
            String top = top(type);
            if (!top.isEmpty() && !FLOORS.containsKey(top)) {
                unknown.add(top);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void importsGoDownOnly() {
        TreeSet<String> wrong = new TreeSet<>();
        for (JavaClass type : ours()) {
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                boolean inside = target.getPackageName().startsWith(ROOT) && !elsewhere(target);
                if (inside && !top(type).isEmpty() && !mayImport(top(type), top(target))) {
                    wrong.add(type.getName() + " -> " + target.getName());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void baseKnowsNoSpring() {
        assertThat(ours().stream()
                        .filter(type -> top(type).equals("base"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .filter(name -> name.startsWith("org.springframework")))
                .isEmpty();
    }

    private static boolean mayImport(String from, String to) {
        return from.equals(to) || (!to.isEmpty() && FLOORS.getOrDefault(to, 99) < FLOORS.getOrDefault(from, -1));
    }

    private static List<JavaClass> ours() {
        return CLASSES.stream().filter(type -> !elsewhere(type)).toList();
    }

    private static boolean elsewhere(JavaClass type) {
        return MODULES.stream().anyMatch(module -> type.getPackageName().startsWith(module));
    }

    /** The concept a class belongs to; empty for the root package. */
    private static String top(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }
}
