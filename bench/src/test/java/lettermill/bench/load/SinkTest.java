package lettermill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkTest {
    private static final byte[] MAIL = "Subject: Hello\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void ourOwnCounts() throws IOException {
        try (Sink sink = SinkProcess.start()) {
            new BareSmtpClient(sink.address(), 2, 1).send(50, _ -> MAIL);
            assertThat(sink.mails()).hasValue(50);
            assertThat(sink.name()).isEqualTo("our own sink");
        }
    }

    @Test
    void aGivenServerDoesNotTell() throws IOException {
        try (SinkProcess sink = SinkProcess.start();
                Sink given = new Sink.Given(sink.address())) {
            new BareSmtpClient(given.address(), 2, 1).send(50, _ -> MAIL);
            assertThat(given.mails()).isEmpty();
            assertThat(sink.mails()).hasValue(50);
            assertThat(given.name())
                    .isEqualTo("the server at 127.0.0.1:" + sink.address().getPort());
        }
    }

    /** A program that writes counts as smtp-sink does, and listens like it: which line is the last one is what matters. */
    @Test
    void postfixsCountsAreReadFromItsOutput() throws IOException, InterruptedException {
        Path program = Files.writeString(
                folder.resolve("smtp-sink"), """
                #!/bin/sh
                for argument; do case $argument in 127.0.0.1:*) port=${argument#*:} ;; esac; done
                printf 'sess=0 quit=0 mesg=1\\rsess=0 quit=0 mesg=2\\rsess=1 quit=1 mesg=30\\rsess=1 quit=1 mesg=3'
                exec '%s' -cp '%s' lettermill.bench.load.SmtpSink $port <&0 >/dev/null
                """.formatted(Java.program(), System.getProperty("java.class.path")));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (PostfixSink sink = PostfixSink.start(program)) {
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (sink.mails().orElse(0) != 30 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            assertThat(sink.mails()).hasValue(30);
            assertThat(sink.name()).contains("smtp-sink");
        }
    }

    @Test
    void processorTimeOfThisProcessGrows() {
        long until = System.nanoTime() + 50_000_000;
        double before = ProcessorTime.seconds(ProcessHandle.current());
        while (System.nanoTime() < until || ProcessorTime.seconds(ProcessHandle.current()) <= before) {
            Thread.onSpinWait();
        }
        assertThat(ProcessorTime.seconds(ProcessHandle.current())).isGreaterThan(before);
    }
}
