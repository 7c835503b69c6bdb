package lettermill.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Postfix's {@code smtp-sink}, one thread of C: the sink that mail programs are commonly measured with. */
public final class PostfixSink implements Sink {
    private static final String PROGRAM = "smtp-sink";
    private static final Pattern COUNT = Pattern.compile("mesg=(\\d+)\\r");
    private static final long PACE_MILLIS = 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Process process;
    private final InetSocketAddress address;
    private volatile long mails;

    private PostfixSink(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** The program, on the PATH or where Postfix puts it. */
    public static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it on a free port of loopback.
     *
     * @throws IOException if it does not come up
     */
    public static PostfixSink start(Path program) throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FreePort.find());
        List<String> command = new ArrayList<>(List.of(program.toString(), "-c"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("127.0.0.1:" + address.getPort(), "1000"));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "sink-stop"));
        PostfixSink sink = new PostfixSink(process, address);
        sink.awaitListening();
        Thread.ofPlatform().daemon().name("sink-counts").start(sink::follow);
        return sink;
    }

    private void awaitListening() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive() && System.nanoTime() < until) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(PACE_MILLIS);
            }
        }
        process.destroy();
        throw new IOException(PROGRAM + " did not start");
    }

    /** It writes a line for each mail; they are read in large pieces, so that counting takes no time from the measured. */
    private void follow() {
        byte[] piece = new byte[64 * 1024];
        try (InputStream counts = process.getInputStream()) {
            String rest = "";
            for (int length = counts.read(piece); length >= 0; length = counts.read(piece)) {
                String text = rest + new String(piece, 0, length, StandardCharsets.US_ASCII);
                int line = text.lastIndexOf("mesg=", text.lastIndexOf('\r'));
                Matcher last = COUNT.matcher(text);
                if (line >= 0 && last.find(line)) {
                    mails = Long.parseLong(last.group(1));
                }
                rest = text.substring(text.lastIndexOf('\r') + 1);
                Thread.sleep(PACE_MILLIS);
            }
        } catch (IOException ended) {
            // The process has ended, which mails() tells whoever asks.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "Postfix's smtp-sink";
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public OptionalLong mails() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(PROGRAM + " has died");
        }
        return OptionalLong.of(mails);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
