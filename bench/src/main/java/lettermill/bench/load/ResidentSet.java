package lettermill.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process as Linux counts it. */
public final class ResidentSet {
    private ResidentSet() {}

    /**
     * The largest resident set the process ever had (VmHWM of proc_pid_status(5)), in megabytes; 0 where there is no /proc.
     *
     * @throws IOException if the process is gone
     */
    public static long peakMegabytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(Path.of("/proc/self/status"))) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }
}
