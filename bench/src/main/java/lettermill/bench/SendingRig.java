package lettermill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lettermill.bench.BenchOptions.Dkim;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.Sink;
import lettermill.bench.load.SinkProcess;
import lettermill.bench.template.Newsletter;

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
    private final Patient app;
    private final Studio studio;
    private final String template;
    private final byte[] sample;

    private SendingRig(ScratchFolder data, Sink sink, Patient app, Dkim dkim) throws IOException, InterruptedException {
        this.data = data;
        this.sink = sink;
        this.app = app;
        String token = app.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
        this.studio = Studio.setUp(app.base(), token);
        this.template = studio.template(Newsletter.html(HTML_BYTES));
        if (dkim == Dkim.ON) {
            studio.addDomain();
        }
        this.sample = warmUp(dkim);
        studio.sendThrough(sink.address(), CONNECTIONS);
    }

    /** Starts everything and sends a first small campaign, to a sink of our own that keeps a mail. */
    static SendingRig start(BenchOptions options) throws IOException, InterruptedException {
        ScratchFolder data = ScratchFolder.make(options.name());
        Sink sink = options.sink().open();
        Map<String, String> settings =
                options.dkim() == Dkim.ON ? Map.of() : Map.of("EMAIL_FROM", "news@bench.example");
        Patient app = new Patient(options.appJar(), data.path(), FreePort.find(), settings);
        try {
            return new SendingRig(data, sink, app, options.dkim());
        } catch (IOException | InterruptedException failed) {
            app.close();
            sink.close();
            data.close();
            throw failed;
        }
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
        sink.close();
        data.close();
    }
}
