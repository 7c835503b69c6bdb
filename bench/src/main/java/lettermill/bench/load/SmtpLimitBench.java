package lettermill.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lettermill.bench.BenchOptions;
import lettermill.bench.BenchResult;
import lettermill.bench.Benchmark;

/** The limit of sending on its own: the bare client sends the same 27 KB message to a sink in a process of its own. */
public final class SmtpLimitBench implements Benchmark {
    private static final int MESSAGES = 50_000;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 5_000;
    private static final int BYTES = 27 * 1024;
    private static final int CONNECTIONS = 32;
    private static final int LANES = 4;

    @Override
    public BenchResult run(BenchOptions options) throws IOException {
        byte[] message = message(BYTES);
        int messages = options.messagesOr(MESSAGES);
        List<Double> rates = new ArrayList<>();
        try (SinkProcess sink = SinkProcess.start()) {
            BareSmtpClient client = new BareSmtpClient(sink.address(), CONNECTIONS, LANES);
            client.send(Math.min(messages, WARM_UP), _ -> message);
            System.out.printf("%-6s %12s %14s %20s%n", "round", "messages", "messages/s", "sink CPU us/message");
            for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
                rates.add(round(sink, client, messages, message, round));
            }
        }
        double median = BenchResult.median(rates);
        long rss = ResidentSet.peakMegabytes(ProcessHandle.current().pid());
        return new BenchResult("smtp-limit", median, "messages/s", median, 1, rss);
    }

    private static double round(SinkProcess sink, BareSmtpClient client, int messages, byte[] message, int round)
            throws IOException {
        double cpuBefore = sink.cpuSeconds();
        long mailsBefore = sink.taken().mails();
        BareSmtpClient.Run run = client.send(messages, _ -> message);
        long arrived = sink.taken().mails() - mailsBefore;
        if (arrived != messages) {
            throw new IOException("sent " + messages + ", arrived " + arrived);
        }
        double cpu = (sink.cpuSeconds() - cpuBefore) * 1e6 / messages;
        System.out.printf("%-6d %12d %14.0f %20.0f%n", round, arrived, run.perSecond(), cpu);
        return run.perSecond();
    }

    /** A message of that size in lines of 76 characters, as quoted-printable makes them. */
    static byte[] message(int bytes) {
        String header = "From: bench@sender.example\r\nTo: person@sink.example\r\nSubject: Bench\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n\r\n";
        byte[] message =
                Arrays.copyOf(header.getBytes(StandardCharsets.US_ASCII), Math.max(bytes, header.length() + 78));
        for (int i = header.length(); i < message.length; i++) {
            int column = (i - header.length()) % 78;
            message[i] = (byte) (column == 76 ? '\r' : column == 77 ? '\n' : 'a' + i % 26);
        }
        message[message.length - 2] = '\r';
        message[message.length - 1] = '\n';
        return message;
    }
}
