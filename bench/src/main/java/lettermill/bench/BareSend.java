package lettermill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the limit of sending on its own: {@code BareSend [--messages N] [--bytes N] [--connections N] [--lanes N]
 * [--rounds N]} sends the same message to a sink in a process of its own, as often as asked.
 */
public final class BareSend {
    private BareSend() {}

    /** The figures of {@code bench send}: 27 KB, 32 connections, median of three. */
    private record Options(int messages, int bytes, int connections, int lanes, int rounds) {
        static Options parse(String[] arguments) {
            int[] values = {50_000, 27 * 1024, 32, 4, 3};
            List<String> names = List.of("--messages", "--bytes", "--connections", "--lanes", "--rounds");
            for (int i = 0; i < arguments.length; i += 2) {
                int index = names.indexOf(arguments[i]);
                if (index < 0 || i + 1 == arguments.length) {
                    throw new IllegalArgumentException(arguments[i] + ": use " + names + " with a number each");
                }
                values[index] = Integer.parseInt(arguments[i + 1]);
            }
            return new Options(values[0], values[1], values[2], values[3], values[4]);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        double median = measure(options);
        long rss = ResidentSet.peakMegabytes(ProcessHandle.current().pid());
        System.out.println(new BenchResult("smtp-limit", median, "messages/s", median, 1, rss).jsonLine());
    }

    private static double measure(Options options) throws IOException {
        byte[] message = message(options.bytes());
        List<Double> rates = new ArrayList<>();
        try (SinkProcess sink = SinkProcess.start()) {
            BareSmtpClient client = new BareSmtpClient(sink.address(), options.connections(), options.lanes());
            client.send(Math.min(options.messages(), 5_000), _ -> message);
            System.out.printf("%-6s %12s %14s %20s%n", "round", "messages", "messages/s", "sink CPU us/message");
            for (int round = 1; round <= options.rounds(); round++) {
                double cpuBefore = sink.cpuSeconds();
                long mailsBefore = sink.taken().mails();
                BareSmtpClient.Run run = client.send(options.messages(), _ -> message);
                long arrived = sink.taken().mails() - mailsBefore;
                if (arrived != options.messages()) {
                    throw new IOException("sent " + options.messages() + ", arrived " + arrived);
                }
                double cpu = (sink.cpuSeconds() - cpuBefore) * 1e6 / options.messages();
                System.out.printf("%-6d %12d %14.0f %20.0f%n", round, arrived, run.perSecond(), cpu);
                rates.add(run.perSecond());
            }
        }
        rates.sort(null);
        return BenchResult.rounded(rates.get(rates.size() / 2));
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
