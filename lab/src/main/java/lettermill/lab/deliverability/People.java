package lettermill.lab.deliverability;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the lists: people at four mailbox providers, and addresses at which there is nobody any more. */
final class People {
    private static final List<String> PROVIDERS =
            List.of("bluepost.example", "orchardmail.example", "mail.example.net");
    /** Each so many is at the provider that throttles. */
    private static final int THROTTLED = 40;

    private People() {}

    /** How often an address of a list is nobody's. */
    @FunctionalInterface
    interface Gone {
        /** @param number of the person, from 1 */
        boolean gone(int number);
    }

    /** Writes a CSV file of people whose addresses begin with the list's name and sort as they stand; nobody's end in {@code -gone}. */
    static Path write(Path folder, String list, int people, Gone gone) throws IOException {
        Path file = folder.resolve(list + ".csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("email,first_name\n");
            for (int number = 1; number <= people; number++) {
                boolean throttled = number % THROTTLED == 9 && !gone.gone(number);
                String provider = throttled ? "throttle.example" : PROVIDERS.get(number % PROVIDERS.size());
                String local = list + "-" + "%05d".formatted(number) + (gone.gone(number) ? "-gone" : "");
                out.write(local + "@" + provider + ",Person " + number + "\n");
            }
        }
        return file;
    }
}
