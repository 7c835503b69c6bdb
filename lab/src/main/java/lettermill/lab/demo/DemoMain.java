package lettermill.lab.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import lettermill.lab.Lab;
import lettermill.lab.LabOptions;
import lettermill.lab.product.Api;
import lettermill.lab.product.AppProcess;
import lettermill.lab.product.Machine;
import lettermill.lab.product.Registrar;
import lettermill.lab.product.TemporalServer;
import org.jspecify.annotations.Nullable;

/** Plays the main job on one machine: the product, the mailbox world, and what a newcomer would do by hand. */
public final class DemoMain {

    /** How much faster the lab's people live: an hour of theirs is a few seconds. */
    private static final double SPEED = 900;

    /** The product takes clicks within seconds of sending for a robot's; in the world's time those are milliseconds. */
    private static final String FASTEST_READER = "3ms";

    private final DemoOptions options;
    private final PrintStream out;

    private DemoMain(DemoOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int status;
        try {
            status = new DemoMain(DemoOptions.parse(List.of(arguments)), System.out).run();
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(DemoOptions.USAGE);
            status = 2;
        } catch (IOException failed) {
            System.err.println("The demo failed: " + failed.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private int run() throws IOException, InterruptedException {
        if (options.start() == DemoOptions.Start.FRESH) {
            Machine.remove(options.data());
        }
        int smtpPort = options.port() + 25;
        int inboxPort = options.port() + 26;
        int feedbackPort = options.port() + 27;
        int dnsPort = options.port() + 53;
        for (int port : List.of(options.port(), smtpPort, inboxPort, feedbackPort, dnsPort)) {
            Machine.requireFree(port);
        }
        URI base = URI.create("http://127.0.0.1:" + options.port());
        out.println("Starting Lettermill on " + base + " and the mailbox world on :" + smtpPort + " / :" + inboxPort
                + " ...");
        try (@Nullable TemporalServer temporal = temporal();
                AppProcess app = AppProcess.start(new AppProcess.Launch(
                        options.java(),
                        options.appJar(),
                        options.data(),
                        options.port(),
                        environment(dnsPort, feedbackPort, temporal)));
                Lab lab = Lab.start(world(base, smtpPort, inboxPort)
                        .dnsPort(dnsPort)
                        .bounceListener(new InetSocketAddress("127.0.0.1", feedbackPort))
                        .complaintAddress("fbl@" + Registrar.MAIL_SERVER))) {
            // A signal ends the JVM without unwinding the stack; the child must not outlive us.
            Runtime.getRuntime().addShutdownHook(new Thread(app::close, "app-stop"));
            Optional<String> setUp = app.awaitReady();
            Story story = new Story(new Api(base), lab, options, smtpPort, out);
            Outcome outcome = story.play(setUp);
            addresses(base, story, outcome, lab);
            if (temporal != null) {
                out.println("  workflows  " + temporal.ui() + "/namespaces/default/workflows");
                out.println();
            }
            return end(outcome, story, base, lab);
        }
    }

    private @Nullable TemporalServer temporal() throws IOException, InterruptedException {
        if (options.engine() == DemoOptions.Engine.EMBEDDED) {
            return null;
        }
        Path program = TemporalServer.program(Path.of("."))
                .orElseThrow(() -> new IOException("there is no temporal program; TEMPORAL_CLI may name one"));
        int port = options.port() + 33;
        int uiPort = options.port() + 80;
        Machine.requireFree(port);
        Machine.requireFree(uiPort);
        return TemporalServer.start(program, options.data().resolve("temporal"), port, uiPort);
    }

    private static Map<String, String> environment(int dnsPort, int feedbackPort, @Nullable TemporalServer temporal) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LETTERMILL_FASTEST_READER",
                FASTEST_READER,
                "LETTERMILL_DNS_RESOLVER",
                "127.0.0.1:" + dnsPort,
                "LETTERMILL_FEEDBACK_HOST",
                Registrar.MAIL_SERVER,
                "LETTERMILL_FEEDBACK_PORT",
                Integer.toString(feedbackPort)));
        if (temporal != null) {
            environment.put("LETTERMILL_ENGINE", "temporal");
            environment.put("TEMPORAL_ADDRESS", temporal.address());
        }
        return environment;
    }

    private LabOptions world(URI base, int smtpPort, int inboxPort) throws IOException {
        return new LabOptions()
                .smtpPort(smtpPort)
                .httpPort(inboxPort)
                .people(LabOptions.People.ON)
                .speed(SPEED)
                .allowBaseUrl(base)
                .dataFolder(Files.createDirectories(options.data().resolve("mailboxes")));
    }

    private void addresses(URI base, Story story, Outcome outcome, Lab lab) throws IOException, InterruptedException {
        out.println();
        out.println("  sign in    " + base + "/sign-in#token=" + story.signInToken());
        out.println("  campaign   " + base + "/w/" + Story.WORKSPACE + "/campaigns/" + outcome.campaign());
        out.println("  mailboxes  " + lab.inboxUrl());
        out.println();
    }

    private int end(Outcome outcome, Story story, URI base, Lab lab) throws IOException, InterruptedException {
        int status = outcome.asItShouldBe() ? 0 : 1;
        if (options.then() != null) {
            ProcessBuilder next = new ProcessBuilder("sh", "-c", options.then()).inheritIO();
            next.environment()
                    .putAll(Map.of(
                            "BASE_URL", base.toString(),
                            "SIGN_IN_URL", base + "/sign-in#token=" + story.signInToken(),
                            "WORKSPACE", Story.WORKSPACE,
                            "CAMPAIGN", outcome.campaign(),
                            "INBOX_URL", lab.inboxUrl().toString()));
            status = Math.max(status, next.start().waitFor());
        }
        if (options.end() == DemoOptions.End.BY_SIGNAL) {
            out.println("It stays up until Ctrl-C.");
            new CountDownLatch(1).await();
        }
        return status;
    }
}
