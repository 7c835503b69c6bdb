package lettermill.bench;

import java.nio.file.Path;

/** The Java that runs this process, for processes beside it. */
final class Java {
    private Java() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
