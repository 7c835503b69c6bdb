package lettermill.lab.demo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a demo is to run.
 *
 * @param appJar the product
 * @param java the Java program that runs it
 * @param data folder of everything that is kept; removed first when start is FRESH
 * @param port the app's; the lab's are 25, 26 and 53 above it
 * @param subscribers people in the CSV file
 * @param engine what runs the product's jobs; a Temporal server takes the ports 33 and 80 above the app's
 * @param then a shell command to run after the result, with the addresses in its environment
 */
record DemoOptions(
        Path appJar,
        String java,
        Path data,
        Start start,
        End end,
        int port,
        int subscribers,
        Engine engine,
        @Nullable String then) {

    static final String USAGE = """
            ./lettermill demo [options]
              --fresh            start over, without the data of former demos
              --once             end after the result; status 0 only if all is as it should be
              --port N           port of the app (8000); bounces come to N+27; the lab takes N+25, N+26 and N+53
              --subscribers N    people in the CSV file (5000)
              --engine NAME      embedded, or temporal: with a server on N+33, its UI on N+80 (embedded)
              --data DIR         where the demo keeps its data (.lettermill/demo)
            """;

    /** Whether a former demo's data is used. */
    enum Start {
        CONTINUED,
        FRESH
    }

    /** What runs the product's jobs. */
    enum Engine {
        EMBEDDED,
        TEMPORAL
    }

    /** When the demo ends of itself. */
    enum End {
        BY_SIGNAL,
        AFTER_RESULT
    }

    /** @throws IllegalArgumentException with a sentence for the person at the terminal */
    static DemoOptions parse(List<String> arguments) {
        DemoOptions options = new DemoOptions(
                Path.of("app/target/lettermill.jar"),
                "java",
                Path.of(".lettermill/demo"),
                Start.CONTINUED,
                End.BY_SIGNAL,
                8000,
                5000,
                Engine.EMBEDDED,
                null);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private DemoOptions with(String name, Iterator<String> rest) {
        return switch (name) {
            case "--fresh" -> new DemoOptions(appJar, java, data, Start.FRESH, end, port, subscribers, engine, then);
            case "--once" ->
                new DemoOptions(appJar, java, data, start, End.AFTER_RESULT, port, subscribers, engine, then);
            case "--app-jar" ->
                new DemoOptions(Path.of(value(name, rest)), java, data, start, end, port, subscribers, engine, then);
            case "--java" ->
                new DemoOptions(appJar, value(name, rest), data, start, end, port, subscribers, engine, then);
            case "--data" ->
                new DemoOptions(appJar, java, Path.of(value(name, rest)), start, end, port, subscribers, engine, then);
            case "--port" ->
                new DemoOptions(appJar, java, data, start, end, number(name, rest, 65_000), subscribers, engine, then);
            case "--subscribers" ->
                new DemoOptions(appJar, java, data, start, end, port, number(name, rest, 1_000_000), engine, then);
            case "--engine" ->
                new DemoOptions(appJar, java, data, start, end, port, subscribers, engine(value(name, rest)), then);
            case "--then" ->
                new DemoOptions(
                        appJar, java, data, start, End.AFTER_RESULT, port, subscribers, engine, value(name, rest));
            default -> throw new IllegalArgumentException(name + ": there is no such option");
        };
    }

    private static Engine engine(String name) {
        return switch (name) {
            case "embedded" -> Engine.EMBEDDED;
            case "temporal" -> Engine.TEMPORAL;
            default -> throw new IllegalArgumentException("--engine " + name + ": embedded or temporal");
        };
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + ": its value is missing");
        }
        return rest.next();
    }

    private static int number(String name, Iterator<String> rest, int highest) {
        String text = value(name, rest);
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= highest) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // The sentence below says it.
        }
        throw new IllegalArgumentException(name + " " + text + ": a number from 1 to " + highest);
    }
}
