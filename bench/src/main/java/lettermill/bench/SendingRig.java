package lettermill.bench;

import java.io.IOException;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.SinkProcess;

/** Product, sink, workspace and template, warmed up: everything that sending is measured with. */
final class SendingRig implements AutoCloseable {
    private static final int WARM_UP = 2_000;
    private static final int APP_CONNECTIONS = 8;
    /** Makes a mail of about 27 KB: the text part repeats the words, the tracked links are longer. */
    private static final int HTML_BYTES = 13_500;

    private final ScratchFolder data;
    private final SinkProcess sink;
    private final Patient app;
    private final Studio studio;
    private final String template;

    private SendingRig(ScratchFolder data, SinkProcess sink, Patient app) throws IOException, InterruptedException {
        this.data = data;
        this.sink = sink;
        this.app = app;
        String token = app.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
        this.studio = Studio.setUp(app.base(), token);
        studio.prepareSending(sink.address(), APP_CONNECTIONS);
        this.template = studio.template(Newsletter.html(HTML_BYTES));
        send(list("warm", WARM_UP), WARM_UP);
    }

    /** Starts everything and sends a first small campaign. */
    static SendingRig start(BenchOptions options) throws IOException, InterruptedException {
        ScratchFolder data = ScratchFolder.make(options.name());
        SinkProcess sink = SinkProcess.start();
        Patient app = new Patient(options.appJar(), data.path(), FreePort.find());
        try {
            return new SendingRig(data, sink, app);
        } catch (IOException | InterruptedException failed) {
            app.close();
            sink.close();
            data.close();
            throw failed;
        }
    }

    SinkProcess sink() {
        return sink;
    }

    /** Imports that many people and returns the id of their list. */
    String list(String name, int people) throws IOException, InterruptedException {
        return studio.importList(Studio.people(data.path(), name, people));
    }

    /** Sends a campaign to everybody on the list. */
    CampaignRun send(String list, int people) throws IOException, InterruptedException {
        return CampaignRun.of(studio, studio.campaign("To " + people, template, list), sink, people);
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
