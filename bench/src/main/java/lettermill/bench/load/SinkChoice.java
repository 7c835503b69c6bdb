package lettermill.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** Which sink a benchmark sends to. */
public sealed interface SinkChoice {
    /** Opens it; whoever asked closes it. */
    Sink open() throws IOException, InterruptedException;

    /** Postfix's where there is one, as its figures can be compared with others'; else our own. */
    record Usual() implements SinkChoice {
        @Override
        public Sink open() throws IOException, InterruptedException {
            Optional<Path> program = PostfixSink.program();
            return program.isPresent() ? PostfixSink.start(program.get()) : SinkProcess.start();
        }
    }

    record Own() implements SinkChoice {
        @Override
        public Sink open() throws IOException {
            return SinkProcess.start();
        }
    }

    record Postfix() implements SinkChoice {
        @Override
        public Sink open() throws IOException, InterruptedException {
            return PostfixSink.start(PostfixSink.program()
                    .orElseThrow(() -> new IOException("smtp-sink (part of Postfix) is not on the PATH")));
        }
    }

    /** A server that runs already. */
    record Given(String host, int port) implements SinkChoice {
        @Override
        public Sink open() {
            return new Sink.Given(new InetSocketAddress(host, port));
        }
    }

    /** @throws IllegalArgumentException if the word is no choice */
    static SinkChoice parse(String word) {
        int colon = word.lastIndexOf(':');
        return switch (word) {
            case "own" -> new Own();
            case "smtp-sink" -> new Postfix();
            case String _
            when colon > 0 && word.substring(colon + 1).matches("[1-9][0-9]{0,4}") ->
                new Given(word.substring(0, colon), Integer.parseInt(word.substring(colon + 1)));
            default -> throw new IllegalArgumentException("--sink " + word + ": own, smtp-sink or HOST:PORT");
        };
    }
}
