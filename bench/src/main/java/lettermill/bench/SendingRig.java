package lettermill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import lettermill.bench.BenchOptions.Dkim;
import lettermill.bench.BenchOptions.Engine;
import lettermill.bench.load.EmbeddedDatabaseAccess;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.Meters;
import lettermill.bench.load.ScratchFolder;
import lettermill.bench.load.Sink;
import lettermill.bench.load.SinkProcess;
import lettermill.bench.template.Newsletter;
import lettermill.lab.product.TemporalServer;
import org.jspecify.annotations.Nullable;

/**
 * Product, sink, workspace and template, warmed up: everything that sending is measured with. With DKIM the workspace has a
 * sending domain; without, it sends from the installation's own address (EMAIL_FROM), which the product does not sign.
 */
final class SendingRig implements AutoCloseable {
    /** Connections of the product's provider, and of the bare client beside it. */
    static final int CONNECTIONS = 8;

    private static final int WARM_UP = 2_000;
    /** Makes a mail of about 27 KB: the text part repeats the words, the tracked links are longer. */
    private static final int HTML_BYTES = 13_500;

    private final ScratchFolder data;
    private final Sink sink;
    private final @Nullable TemporalServer temporal;
    private final Patient app;
    private final int databasePort;
    private final Studio studio;
    private final String template;
    private final byte[] sample;

    private SendingRig(
            ScratchFolder data, Sink sink, @Nullable TemporalServer temporal, Patient app, int databasePort, Dkim dkim)
            throws IOException, InterruptedException {
        this.data = data;
        this.sink = sink;
        this.temporal = temporal;
        this.app = app;
        this.databasePort = databasePort;
        String token = app.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
        this.studio = Studio.setUp(app.base(), token);
        this.template = newsletter(studio);
        if (dkim == Dkim.ON) {
            studio.addDomain();
        }
        this.sample = warmUp(dkim);
        studio.sendThrough(sink.address(), CONNECTIONS);
    }

    /** Starts everything and sends a first small campaign, to a sink of our own that keeps a mail. */
    static SendingRig start(BenchOptions options) throws IOException, InterruptedException {
        return start(options, Engine.EMBEDDED);
    }

    /** The same with the product's jobs on that engine. */
    static SendingRig start(BenchOptions options, Engine engine) throws IOException, InterruptedException {
        ScratchFolder data = ScratchFolder.make(options.name());
        Sink sink = options.sink().open();
        int databasePort = FreePort.find();
        Map<String, String> settings = new HashMap<>();
        settings.put("LETTERMILL_DATABASE_PORT", Integer.toString(databasePort));
        if (options.dkim() == Dkim.OFF) {
            settings.put("EMAIL_FROM", "news@bench.example");
        }
        @Nullable TemporalServer temporal = engine == Engine.TEMPORAL ? temporal(data) : null;
        if (temporal != null) {
            settings.put("LETTERMILL_ENGINE", "temporal");
            settings.put("TEMPORAL_ADDRESS", temporal.address());
        }
        Patient app = new Patient(options.appJar(), data.path(), FreePort.find(), settings);
        try {
            return new SendingRig(data, sink, temporal, app, databasePort, options.dkim());
        } catch (IOException | InterruptedException failed) {
            app.close();
            if (temporal != null) {
                temporal.close();
            }
            sink.close();
            data.close();
            throw failed;
        }
    }

    /** A Temporal server of one's own. */
    static TemporalServer temporal(ScratchFolder data) throws IOException, InterruptedException {
        Path program = TemporalServer.program(Path.of("."))
                .orElseThrow(() -> new IOException("there is no temporal program; TEMPORAL_CLI may name one"));
        return TemporalServer.start(program, data.path().resolve("temporal"));
    }

    private byte[] warmUp(Dkim dkim) throws IOException, InterruptedException {
        try (SinkProcess own = SinkProcess.start()) {
            studio.sendThrough(own.address(), CONNECTIONS);
            String campaign = studio.campaign("Warm-up", template, list("warm", WARM_UP));
            CampaignRun.of(studio, campaign, own, WARM_UP);
            byte[] mail = own.sample();
            boolean signed = new String(mail, StandardCharsets.ISO_8859_1).contains("\r\nDKIM-Signature: ");
            if (signed != (dkim == Dkim.ON)) {
                throw new IOException(
                        "asked for DKIM " + dkim + ", but a mail arrived " + (signed ? "" : "un") + "signed");
            }
            return mail;
        }
    }

    /** Saves the newsletter in a workspace and returns its id. */
    static String newsletter(Studio house) throws IOException, InterruptedException {
        return house.template(Newsletter.html(HTML_BYTES));
    }

    /** The workspace that everything is in. */
    Studio studio() {
        return studio;
    }

    /** Its database, opened beside it. */
    Connection database() throws IOException {
        return EmbeddedDatabaseAccess.open(data.path(), databasePort);
    }

    /** The folder that goes with it. */
    Path folder() {
        return data.path();
    }

    Sink sink() {
        return sink;
    }

    /** One mail of the warm-up, as it was on the wire. */
    byte[] sample() {
        return sample;
    }

    /** Imports that many people and returns the id of their list. */
    String list(String name, int people) throws IOException, InterruptedException {
        return studio.importList(Studio.people(data.path(), name, people));
    }

    /** Sends a campaign to everybody on the list. */
    CampaignRun send(String list, int people) throws IOException, InterruptedException {
        return CampaignRun.of(studio, studio.campaign("To " + people, template, list), sink, people);
    }

    /** The same over a pool. */
    CampaignRun send(String list, int people, String pool) throws IOException, InterruptedException {
        return CampaignRun.of(studio, studio.campaignOver(pool, "To " + people, template, list), sink, people);
    }

    /** A pool of so many domains and so many providers, which all lead to the sink and have a daily cap that is never reached. */
    String pool(int domains, int providers) throws IOException, InterruptedException {
        return studio.pool(domains, sink.address(), providers);
    }

    /**
     * A figure of the product's {@code /metrics}.
     *
     * @throws IOException if it has no such figure
     */
    double meter(String name) throws IOException, InterruptedException {
        return Meters.read(app.base(), name);
    }

    /**
     * The workflows that a campaign took, once all of them have ended.
     *
     * @throws IllegalStateException when the product has the embedded engine
     */
    TemporalServer.Runs workflows(String campaign) throws IOException, InterruptedException {
        if (temporal == null) {
            throw new IllegalStateException("no workflows with the embedded engine");
        }
        return temporal.endedRuns("LettermillCampaign = '" + campaign + "'");
    }

    /** Processor time of the product's process so far, in seconds. */
    double appSeconds() {
        return app.processorSeconds();
    }

    /** Processor time of the product's database so far, in seconds. */
    double databaseSeconds() throws IOException {
        return app.databaseProcessorSeconds();
    }

    /** Ends the product in order; its largest resident set, in megabytes. */
    long stopAndPeakMegabytes() throws IOException {
        app.stop();
        return app.peakMegabytes();
    }

    @Override
    public void close() throws IOException {
        app.close();
        if (temporal != null) {
            temporal.close();
        }
        sink.close();
        data.close();
    }
}
