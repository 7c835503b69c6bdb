package lettermill.lab.deliverability;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import lettermill.lab.Lab;
import lettermill.lab.LabOptions;
import lettermill.lab.product.Api;
import lettermill.lab.product.AppProcess;
import lettermill.lab.product.Machine;
import lettermill.lab.product.MovedTime;
import lettermill.lab.product.Owner;
import lettermill.lab.product.Registrar;
import lettermill.lab.vendor.sns.Sns;
import lettermill.lab.world.Manner;
import lettermill.lab.world.Provider;
import lettermill.lab.world.Providers;

/** Plays three weeks of three sending domains over five providers on one machine, in minutes, with the clock of the product moved. */
public final class DeliverabilityMain {
    /** A judging provider's room for a domain that it does not know. */
    private static final Manner JUDGES = new Manner.Judges(40, 2);

    /** Recipients a minute at the provider that throttles. */
    private static final int PER_MINUTE = 4;

    private static final int POOLED = 400;

    private final Settings settings;
    private final PrintStream out;
    private final MovedTime time;
    private final Received received;

    private DeliverabilityMain(Settings settings, PrintStream out) throws IOException {
        this.settings = settings;
        this.out = out;
        Machine.remove(settings.data());
        Files.createDirectories(settings.data());
        time = new MovedTime(settings.data().resolve("clock").toAbsolutePath());
        received = new Received(time);
    }

    public static void main(String[] arguments) throws InterruptedException {
        int status;
        try {
            status = new DeliverabilityMain(Settings.parse(List.of(arguments)), System.out).run();
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Settings.USAGE);
            status = 2;
        } catch (IOException failed) {
            System.err.println("The demo failed: " + failed.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private int run() throws IOException, InterruptedException {
        int port = settings.port();
        for (int each : List.of(port, port + 25, port + 26, port + 27, port + 53)) {
            Machine.requireFree(each);
        }
        URI base = URI.create("http://127.0.0.1:" + port);
        out.println("Starting Lettermill on " + base + ", four vendors and the mailbox world ...");
        Path keys = Files.createDirectories(settings.data().resolve("sns"));
        try (Sns sns = Sns.start(keys, time);
                Vendors vendors = new Vendors(sns, received, time);
                Lab lab = Lab.start(world(port));
                AppProcess app = AppProcess.start(new AppProcess.Launch(
                        settings.java(), settings.appJar(), settings.data(), port, environment(port, sns)))) {
            // A signal ends the JVM without unwinding the stack; the child must not outlive us.
            Runtime.getRuntime().addShutdownHook(new Thread(app::close, "app-stop"));
            vendors.deliverTo(lab);
            Api api = new Api(base);
            Owner owner = new Owner(api, settings.data().resolve("password"));
            owner.signIn(app.awaitReady());
            long start = System.nanoTime();
            List<String> wrong = play(api, owner, vendors, lab);
            out.printf(
                    "%nThree weeks took %d s; the product is at %s.%n",
                    Duration.ofNanos(System.nanoTime() - start).toSeconds(), time.instant());
            out.println("  sign in    " + base + "/sign-in#token=" + owner.signInToken());
            out.println("  mailboxes  " + lab.inboxUrl());
            if (!settings.once()) {
                out.println("It stays up until Ctrl-C.");
                new CountDownLatch(1).await();
            }
            return wrong.isEmpty() ? 0 : 1;
        }
    }

    private LabOptions world(int port) {
        Providers providers = Providers.defaults()
                .with(new Provider("bluepost.example", JUDGES, 0, Provider.Readers.WEBMAIL))
                .with(new Provider("orchardmail.example", JUDGES, 0, Provider.Readers.APPLE))
                .with(new Provider("mail.example.net", JUDGES, 0, Provider.Readers.MIXED))
                .with(new Provider("throttle.example", new Manner.Throttles(PER_MINUTE), 0, Provider.Readers.MIXED));
        return new LabOptions()
                .smtpPort(port + 25)
                .httpPort(port + 26)
                .dnsPort(port + 53)
                .clock(time)
                .arrivals(received::arrived)
                .providers(providers)
                .bounceListener(new InetSocketAddress("127.0.0.1", port + 27));
    }

    private Map<String, String> environment(int port, Sns sns) {
        return Map.of(
                "LETTERMILL_CLOCK",
                        settings.data().resolve("clock").toAbsolutePath().toString(),
                "LETTERMILL_DNS_RESOLVER", "127.0.0.1:" + (port + 53),
                "LETTERMILL_FEEDBACK_HOST", Registrar.MAIL_SERVER,
                "LETTERMILL_FEEDBACK_PORT", Integer.toString(port + 27),
                "JAVA_TOOL_OPTIONS", String.join(" ", sns.javaOptions()));
    }

    private List<String> play(Api api, Owner owner, Vendors vendors, Lab lab) throws IOException, InterruptedException {
        House house = new House(api, settings.data(), out);
        house.furnish(vendors, lab);
        List<Sending> sendings = house.sendings();
        List<String> all = new ArrayList<>();
        try (Readership readers = new Readership(lab, vendors.carriers())) {
            Days days = new Days(api, owner, new Days.World(time, vendors, readers, received), out);
            LocalDate first = LocalDate.ofInstant(time.instant(), Settings.ZONE).plusDays(1);
            DayTable table = new DayTable(api, out);
            table.head();
            for (int day = 1; day <= Days.WARMING + 1; day++) {
                LocalDate date = first.plusDays(day - 1);
                days.morning(date);
                if (day == 1) {
                    house.warm();
                }
                days.turn(date, sendings);
                List<String> campaigns = new Demand(api, house).campaigns(day, sendings);
                all.addAll(campaigns);
                days.pass(day, date, sendings, campaigns);
                table.day(day, date, sendings);
                table.addresses(date, house.addresses());
            }
            LocalDate last = first.plusDays(Days.WARMING + 1);
            days.morning(last);
            Map<String, String> pooled = new LinkedHashMap<>();
            for (String strategy : List.of("ROUND_ROBIN", "HEALTH")) {
                String list = strategy.equals("HEALTH") ? "health" : "round";
                String campaign = house.pooled(list, POOLED, strategy);
                pooled.put(list, campaign);
                days.untilQuiet(List.of(), List.of(campaign));
            }
            vendors.report();
            days.later(last);
            vendors.retry();
            vendors.report();
            days.evening(last, sendings);
            all.addAll(pooled.values());
            return new Result(api, lab, received, out).tell(house, all, pooled);
        }
    }
}
