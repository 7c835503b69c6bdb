package lettermill.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lettermill.bench.load.SinkChoice;

/**
 * The command line behind a benchmark's name.
 *
 * @param name of the benchmark; empty asks for the list
 * @param appJar the product
 * @param messages how many messages or rows; 0 takes the benchmark's own number
 * @param rounds how often; 0 takes the benchmark's own number
 * @param dkim whether mail is signed
 * @param sink where mail is sent
 * @param engine what runs the product's jobs
 */
public record BenchOptions(
        String name, Path appJar, int messages, int rounds, Dkim dkim, SinkChoice sink, Engine engine) {
    static final String USAGE = "bench NAME [--messages N] [--rounds N] [--dkim on|off]"
            + " [--sink own|smtp-sink|HOST:PORT] [--engine embedded|temporal] [--app-jar FILE]";

    /** What runs the product's jobs. */
    public enum Engine {
        EMBEDDED,
        TEMPORAL
    }

    /** Whether mail is signed. */
    public enum Dkim {
        ON,
        OFF
    }

    /** @throws IllegalArgumentException saying which argument is wrong */
    static BenchOptions parse(List<String> arguments) {
        String name = "";
        Path appJar = Path.of("app/target/lettermill.jar");
        int messages = 0;
        int rounds = 0;
        Dkim dkim = Dkim.ON;
        SinkChoice sink = new SinkChoice.Usual();
        Engine engine = Engine.EMBEDDED;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--messages" -> messages = positive(argument, value(argument, rest));
                case "--rounds" -> rounds = positive(argument, value(argument, rest));
                case "--app-jar" -> appJar = Path.of(value(argument, rest));
                case "--dkim" -> dkim = choice(Dkim.class, argument, value(argument, rest));
                case "--engine" -> engine = choice(Engine.class, argument, value(argument, rest));
                case "--sink" -> sink = SinkChoice.parse(value(argument, rest));
                default -> {
                    if (argument.startsWith("--") || !name.isEmpty()) {
                        throw new IllegalArgumentException(argument + ": " + USAGE);
                    }
                    name = argument;
                }
            }
        }
        return new BenchOptions(name, appJar, messages, rounds, dkim, sink, engine);
    }

    public int messagesOr(int usual) {
        return messages == 0 ? usual : messages;
    }

    public int roundsOr(int usual) {
        return rounds == 0 ? usual : rounds;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value: " + USAGE);
        }
        return rest.next();
    }

    private static int positive(String option, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number that is too small
        }
        throw new IllegalArgumentException(option + " " + value + ": a whole number above 0");
    }

    private static <E extends Enum<E>> E choice(Class<E> choices, String option, String value) {
        List<String> words = Stream.of(choices.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(value);
        if (index < 0) {
            throw new IllegalArgumentException(option + " " + value + ": " + String.join(" or ", words));
        }
        return choices.getEnumConstants()[index];
    }
}
