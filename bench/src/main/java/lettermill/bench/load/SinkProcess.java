package lettermill.bench.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.OptionalLong;

/** A running {@link SmtpSink}; it ends with this process, however this process ends. */
public final class SinkProcess implements Sink {
    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final InetSocketAddress address;

    /**
     * What the sink has taken.
     *
     * @param bytes of content on the wire, without commands
     */
    public record Taken(long mails, long bytes) {}

    private SinkProcess(Process process) throws IOException {
        this.process = process;
        this.questions = process.outputWriter();
        this.answers = process.inputReader();
        String ready = answers.readLine();
        if (ready == null || !ready.startsWith("sink ready: ")) {
            throw new IOException("the sink did not start: " + ready);
        }
        int port = Integer.parseInt(ready.substring("sink ready: ".length()));
        this.address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /**
     * Starts a sink on a free port, with this process's Java and class path.
     *
     * @throws IOException if it does not come up
     */
    public static SinkProcess start() throws IOException {
        return new SinkProcess(new ProcessBuilder(
                        Java.program(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmtpSink.class.getName())
                .redirectError(Redirect.INHERIT)
                .start());
    }

    @Override
    public String name() {
        return "our own sink";
    }

    @Override
    public OptionalLong mails() throws IOException {
        return OptionalLong.of(taken().mails());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Asks the sink.
     *
     * @throws IOException if the sink has died
     */
    public Taken taken() throws IOException {
        String[] counts = ask("count").split(" ", 2);
        return new Taken(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    /**
     * The first mail the sink took, as it was on the wire.
     *
     * @throws IOException if the sink has taken none, or has died
     */
    public byte[] sample() throws IOException {
        byte[] sample = Base64.getDecoder().decode(ask("sample"));
        if (sample.length == 0) {
            throw new IOException("the sink has taken no mail");
        }
        return sample;
    }

    private synchronized String ask(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the sink has died");
        }
        return answer;
    }

    /** Processor time the sink has used since its start, in seconds; 0 where the system does not tell. */
    public double cpuSeconds() {
        return ProcessorTime.seconds(process.toHandle());
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.onExit().join();
    }
}
