package lettermill.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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
 */
public record BenchOptions(String name, Path appJar, int messages, int rounds, Dkim dkim, SinkChoice sink) {
    static final String USAGE = "bench NAME [--messages N] [--rounds N] [--dkim on|off]"
            + " [--sink own|smtp-sink|HOST:PORT] [--app-jar FILE]";

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
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--messages" -> messages = positive(argument, value(argument, rest));
                case "--rounds" -> rounds = positive(argument, value(argument, rest));
                case "--app-jar" -> appJar = Path.of(value(argument, rest));
                case "--dkim" -> dkim = dkim(value(argument, rest));
                case "--sink" -> sink = SinkChoice.parse(value(argument, rest));
                default -> {
                    if (argument.startsWith("--") || !name.isEmpty()) {
                        throw new IllegalArgumentException(argument + ": " + USAGE);
                    }
                    name = argument;
                }
            }
        }
        return new BenchOptions(name, appJar, messages, rounds, dkim, sink);
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

    private static Dkim dkim(String value) {
        try {
            return Dkim.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("--dkim " + value + ": on or off", unknown);
        }
    }
}
