package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCasesTest {
    private static final String RIGHT = """
            {"id": "a", "class": "%s", "template": "{{ 1 + 1 }}", "output": "2"}""";
    private static final String WRONG = """
            {"id": "b", "class": "%s", "template": "{{ 1 + 1 }}", "output": "3"}""";

    @TempDir
    private Path folder;

    @Test
    void aClassBelowItsBarIsNoSuccess() throws IOException {
        assertThat(run("core", 98, 2)).isZero();
        assertThat(run("core", 97, 3)).isOne();
        assertThat(run("extension", 90, 10)).isZero();
        assertThat(run("extension", 89, 11)).isOne();
        assertThat(run("sandbox", 999, 1)).isOne();
    }

    /** Errors have to be the right ones, of the right phase and line. */
    @Test
    void errorsAreComparedToo() throws IOException {
        String error = """
                {"id": "c", "class": "core", "template": "a\\n{%% if %%}", "error": "%s", "lineno": %d, "phase": "compile",\
                 "message": "Expected an expression, got 'end of statement block'"}""";
        assertThat(run(List.of(error.formatted("TemplateSyntaxError", 2)))).isZero();
        assertThat(run(List.of(error.formatted("TemplateSyntaxError", 1)))).isOne();
        assertThat(run(List.of(error.formatted("UndefinedError", 2)))).isOne();
    }

    private int run(String type, int right, int wrong) throws IOException {
        List<String> lines = new ArrayList<>(Collections.nCopies(right, RIGHT.formatted(type)));
        lines.addAll(Collections.nCopies(wrong, WRONG.formatted(type)));
        return run(lines);
    }

    private int run(List<String> lines) throws IOException {
        Files.writeString(folder.resolve("jinja2-suite.jsonl"), String.join("\n", lines));
        return TemplateCases.run(folder, false);
    }
}
