package lettermill.lab.world;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Writes made-up people at the world's mailbox providers as a CSV file; the same seed writes the same bytes. */
public final class DemoAudience {
    /** The columns, in order. */
    public static final String HEADER = "email,first_name,last_name,city,plan,signup_date,birthday,orders,newsletter";

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Alvar", "Amira", "Anouk", "Aron", "Béla", "Brida", "Carlo", "Céline", "Dagny", "Davor", "Edda",
            "Eino", "Elif", "Emre", "Fenja", "Fidel", "Gesa", "Goran", "Hanne", "Hugo", "Ilka", "Ines", "Ivo", "Jarl",
            "Joana", "Juna", "Kaj", "Kaya", "Lasse", "Leda", "Lorin", "Malo", "Marit", "Milo", "Nadja", "Nils", "Noor",
            "Odile", "Orla", "Pavel", "Pia", "Ravi", "Rosa", "Søren", "Tamar", "Tove", "Uli", "Vera", "Yara");
    private static final List<String> NAME_BEGINNINGS = List.of(
            "Alder", "Birk", "Dorn", "Esch", "Falk", "Grün", "Hasel", "Korn", "Linden", "Moor", "Nuss", "Ost", "Quell",
            "Roggen", "Silber", "Tann", "Ulmen", "Weiden");
    private static final List<String> NAME_ENDINGS =
            List.of("bach", "berg", "brink", "feld", "gard", "holm", "kamp", "stein", "thal", "wald");
    private static final List<String> CITIES = List.of(
            "Altmoor",
            "Birkental",
            "Eschenau",
            "Fährhafen",
            "Grünbrück",
            "Hohenlind",
            "Klein Sörup",
            "Lindfurt",
            "Mühlrade",
            "Neuquell",
            "Ostholm",
            "\"Sankt Ivo, Kreis Tann\"");
    private static final List<String> PLANS = List.of("free", "free", "free", "basic", "basic", "pro");
    private static final LocalDate FIRST_SIGNUP = LocalDate.of(2023, 1, 2);
    private static final int SIGNUP_DAYS = 1350;
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1950, 1, 1);
    private static final int BIRTHDAY_DAYS = 57 * 365;

    private final Providers providers;
    private final Dice dice;

    public DemoAudience(Providers providers, Dice dice) {
        this.providers = providers;
        this.dice = dice;
    }

    /**
     * Writes the file (UTF-8, comma, LF), over an old one if there is one.
     *
     * @param people how many rows below the header; every address is another one
     * @throws IOException if it cannot be written
     */
    public void write(Path file, int people) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(HEADER + "\n");
            for (int number = 1; number <= people; number++) {
                out.write(row(number) + "\n");
            }
        }
    }

    private String row(int number) {
        String key = Integer.toString(number);
        String first = choice(FIRST_NAMES, "first", key);
        String last = choice(NAME_BEGINNINGS, "last", key) + choice(NAME_ENDINGS, "ending", key);
        LocalDate signup = FIRST_SIGNUP.plusDays(dice.pick(SIGNUP_DAYS, "signup", key));
        LocalDate birthday = FIRST_BIRTHDAY.plusDays(dice.pick(BIRTHDAY_DAYS, "birthday", key));
        return String.join(
                ",",
                ascii(first + "." + last) + number + "@" + provider(key).domain(),
                first,
                last,
                choice(CITIES, "city", key),
                choice(PLANS, "plan", key),
                signup.toString(),
                dice.falls(0.8, "tells-birthday", key) ? birthday.toString() : "",
                Integer.toString((int) (12 * Math.pow(dice.roll("orders", key), 3))),
                Boolean.toString(dice.falls(0.9, "newsletter", key)));
    }

    private Provider provider(String key) {
        int total = providers.all().stream().mapToInt(Provider::weight).sum();
        int left = dice.pick(total, "provider", key);
        for (Provider provider : providers.all()) {
            left -= provider.weight();
            if (left < 0) {
                return provider;
            }
        }
        throw new IllegalStateException("no provider has a weight");
    }

    private String choice(List<String> values, String what, String key) {
        return values.get(dice.pick(values.size(), what, key));
    }

    /** Made-up names in the letters of an ordinary address. */
    private static String ascii(String name) {
        String plain =
                name.replace("ø", "oe").replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
        return Normalizer.normalize(plain, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code DemoAudience FILE [PEOPLE [SEED]]}: 5,000 people and the seed 42 unless said otherwise. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 3) {
            System.err.println("usage: DemoAudience FILE [PEOPLE [SEED]]");
            System.exit(2);
        }
        int people = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5000;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 42;
        new DemoAudience(Providers.defaults(), new Dice(seed)).write(Path.of(arguments[0]), people);
    }
}
