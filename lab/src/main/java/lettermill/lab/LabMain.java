package lettermill.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The lab as a program: prints one line when both ports listen, and ends on SIGTERM or with its parent. */
public final class LabMain {
    private LabMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        int status = run(List.of(arguments), System.in, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err)
            throws InterruptedException {
        if (arguments.contains("--help")) {
            out.print(CommandLine.USAGE);
            return 0;
        }
        try {
            CommandLine command = CommandLine.parse(arguments);
            Lab lab = Lab.start(command.options());
            CountDownLatch end = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-stop"));
            out.printf(
                    "lab ready: smtp 127.0.0.1:%d, inbox %s%n",
                    lab.smtpAddress().getPort(), lab.inboxUrl());
            out.flush();
            if (command.lifetime() == CommandLine.Lifetime.UNTIL_STANDARD_INPUT_CLOSES) {
                in.transferTo(PrintStream.nullOutputStream());
                System.exit(0);
            }
            end.await();
            return 0;
        } catch (CommandLine.UsageException wrong) {
            err.println(wrong.getMessage());
            err.print(CommandLine.USAGE);
            return 2;
        } catch (IOException failed) {
            err.println("lab cannot start: " + failed.getMessage());
            return 1;
        }
    }
}
