package lettermill.lab;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * The program's arguments, read.
 *
 * @param lifetime when the program ends of itself
 */
record CommandLine(LabOptions options, Lifetime lifetime) {
    static final String USAGE = """
            java -jar lab.jar [options]
              --smtp-port N            where mail is taken (8025; 0 = a free one)
              --http-port N            where the inbox and its API are (8026; 0 = a free one)
              --dns-port N             where the world's DNS answers, UDP and TCP (a free one)
              --seed N                 which world (42)
              --people on|off          whether somebody reads the mail (on)
              --speed X                how many times as fast as ours the world's time runs (1)
              --allow-base-url URL     people may fetch there besides loopback; may be repeated
              --data DIR               keep the mails in this folder
              --dkim-keys URL          read DKIM key records from there at the start
              --bounce-listener H:P    send bounces there by SMTP
              --complaint-url URL      post complaints there
              --complaint-address A    mail complaints to A, through the bounce listener
              --sink                   accept and count, keep nothing
              --exit-with-parent       end when standard input closes
            """;

    /** When the program ends of itself. */
    enum Lifetime {
        UNTIL_SIGNAL,
        UNTIL_STANDARD_INPUT_CLOSES
    }

    /** An argument that cannot be used; the message says what would be right. */
    static final class UsageException extends IllegalArgumentException {
        UsageException(String message) {
            super(message);
        }
    }

    static CommandLine parse(List<String> arguments) {
        LabOptions options = new LabOptions().smtpPort(8025).httpPort(8026).people(LabOptions.People.ON);
        Lifetime lifetime = Lifetime.UNTIL_SIGNAL;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--sink" -> options.mode(LabOptions.Mode.SINK);
                case "--exit-with-parent" -> lifetime = Lifetime.UNTIL_STANDARD_INPUT_CLOSES;
                default -> {
                    if (!name.startsWith("--") || !rest.hasNext()) {
                        throw new UsageException(name + ": not an option, or its value is missing");
                    }
                    apply(options, name, rest.next());
                }
            }
        }
        return new CommandLine(options, lifetime);
    }

    private static void apply(LabOptions options, String name, String value) {
        try {
            switch (name) {
                case "--smtp-port" -> options.smtpPort(port(value));
                case "--http-port" -> options.httpPort(port(value));
                case "--dns-port" -> options.dnsPort(port(value));
                case "--seed" -> options.seed(Long.parseLong(value));
                case "--people" -> options.people(LabOptions.People.valueOf(value.toUpperCase(Locale.ROOT)));
                case "--speed" -> options.speed(Double.parseDouble(value));
                case "--allow-base-url" -> options.allowBaseUrl(URI.create(value));
                case "--data" -> options.dataFolder(Path.of(value));
                case "--dkim-keys" -> options.dkimKeysUrl(URI.create(value));
                case "--complaint-url" -> options.complaintUrl(URI.create(value));
                case "--complaint-address" -> options.complaintAddress(value);
                case "--bounce-listener" -> options.bounceListener(address(value));
                default -> throw new UsageException(name + ": no such option");
            }
        } catch (UsageException alreadySaid) {
            throw alreadySaid;
        } catch (IllegalArgumentException bad) {
            throw new UsageException(name + " " + value + ": cannot be read (" + bad.getMessage() + ")");
        }
    }

    private static int port(String value) {
        int port = Integer.parseInt(value);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("0 to 65535");
        }
        return port;
    }

    private static InetSocketAddress address(String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("host:port");
        }
        return new InetSocketAddress(value.substring(0, colon), port(value.substring(colon + 1)));
    }
}
