package lettermill.bench.load;

import java.nio.file.Path;

/** The Java that runs this process, for processes beside it. */
public final class Java {
    private Java() {}

    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
