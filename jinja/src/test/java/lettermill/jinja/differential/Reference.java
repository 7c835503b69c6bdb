package lettermill.jinja.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A Python process that renders with the real Jinja2. */
final class Reference implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Path script;
    private final Writer requests;
    private final BufferedReader answers;

    private Reference(Path python) throws IOException {
        script = Files.createTempFile("reference", ".py");
        try (InputStream source = Reference.class.getResourceAsStream("/differential/reference.py")) {
            Files.write(script, source.readAllBytes());
        }
        process = new ProcessBuilder(python.toString(), "-W", "ignore", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts Python if there is one with Jinja2 3.1.6: LETTERMILL_PYTHON, or the repository's .tools/jinja2. */
    static Optional<Reference> start() throws IOException, InterruptedException {
        String given = System.getenv("LETTERMILL_PYTHON");
        Stream<Path> candidates = given != null
                ? Stream.of(Path.of(given))
                : Stream.of(Path.of(".tools/jinja2/bin/python"), Path.of("../.tools/jinja2/bin/python"));
        for (Path python : candidates.filter(Files::exists).toList()) {
            Process check = new ProcessBuilder(
                            List.of(python.toString(), "-c", "import jinja2; print(jinja2.__version__)"))
                    .start();
            String version = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            check.waitFor();
            if (version.equals("3.1.6")) {
                return Optional.of(new Reference(python.toAbsolutePath()));
            }
        }
        return Optional.empty();
    }

    JsonNode answer(ObjectNode request) {
        try {
            requests.write(JSON.writeValueAsString(request));
            requests.write('\n');
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Python ended");
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        requests.close();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Files.delete(script);
    }
}
