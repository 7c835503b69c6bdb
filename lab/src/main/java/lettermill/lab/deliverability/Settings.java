package lettermill.lab.deliverability;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;

/**
 * How the demo of deliverability is to run; it always starts over.
 *
 * @param appJar the product
 * @param java the Java program that runs it
 * @param data folder of everything that is kept; emptied first
 * @param port the app's; the lab's are 25, 26 and 53 above it
 * @param once whether to end after the result
 */
record Settings(Path appJar, String java, Path data, int port, boolean once) {
    /** Where the workspace is. */
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    static final String USAGE = """
            ./lettermill demo --lab deliverability [options]
              --once             end after the result; status 0 only if all is as it should be
              --port N           port of the app (8000); the lab takes N+25, N+26, N+27 and N+53
              --data DIR         where it keeps its data, emptied first (.lettermill/deliverability)
            """;

    /** @throws IllegalArgumentException with a sentence for the person at the terminal */
    static Settings parse(List<String> arguments) {
        Settings settings = new Settings(
                Path.of("app/target/lettermill.jar"), "java", Path.of(".lettermill/deliverability"), 8000, false);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            settings = settings.with(rest.next(), rest);
        }
        return settings;
    }

    private Settings with(String name, Iterator<String> rest) {
        return switch (name) {
            case "--once" -> new Settings(appJar, java, data, port, true);
            case "--fresh" -> this;
            case "--lab" -> lab(value(name, rest));
            case "--app-jar" -> new Settings(Path.of(value(name, rest)), java, data, port, once);
            case "--java" -> new Settings(appJar, value(name, rest), data, port, once);
            case "--data" -> new Settings(appJar, java, Path.of(value(name, rest)), port, once);
            case "--port" -> new Settings(appJar, java, data, port(value(name, rest)), once);
            default -> throw new IllegalArgumentException(name + ": there is no such option");
        };
    }

    private Settings lab(String name) {
        if (!name.equals("deliverability")) {
            throw new IllegalArgumentException("--lab " + name + ": deliverability");
        }
        return this;
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + ": its value is missing");
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 65_000) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // The sentence below says it.
        }
        throw new IllegalArgumentException("--port " + text + ": a number from 1 to 65000");
    }
}
