package lettermill.jinja;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import lettermill.jinja.render.Program;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Run;
import org.jspecify.annotations.Nullable;

/** A compiled template: immutable, for any number of threads at once. */
public final class Template {
    private final Environment environment;
    private final Program program;
    private volatile int expectedLength = 256;

    Template(Environment environment, Program program) {
        this.environment = environment;
        this.program = program;
    }

    /** The name given to {@link Environment#compile}. */
    public String name() {
        return program.source().name();
    }

    /**
     * Renders.
     *
     * @param variables null, Boolean, Number, String, {@link SafeString}, List, Map with String keys, java.time,
     *     {@link Function}; read only, and not to be changed during the render
     * @throws TemplateException if the template fails or uses more than the budget
     */
    public String render(Map<String, ? extends @Nullable Object> variables, Budget budget) {
        Output output = new Output(budget.characters(), expectedLength, null);
        run(variables, budget, output);
        String text = output.text();
        expectedLength = text.length() + 64;
        return text;
    }

    /** As {@link #render(Map, Budget)}, in pieces; what was written before an exception stays written. */
    public void render(Map<String, ? extends @Nullable Object> variables, Budget budget, Appendable sink) {
        Output output = new Output(budget.characters(), expectedLength, sink);
        run(variables, budget, output);
        output.flush();
    }

    private void run(Map<String, ? extends @Nullable Object> variables, Budget budget, Output output) {
        Run run = environment.start(budget, output);
        try {
            run.during(() -> program.render(run, variables, environment.globals()));
        } catch (StackOverflowError e) {
            // The depth limits leave room on usual stacks; on a smaller one this is the same mistake.
            throw new BudgetExceeded(BudgetExceeded.Limit.DEPTH, "the template nests deeper than the stack allows");
        }
    }

    /** Names the template reads and doesn't set itself, globals left out: what a render needs. */
    public Set<String> variables() {
        return program.names().variables();
    }

    /** Names of the filters it uses. */
    public Set<String> filters() {
        return program.names().filters();
    }

    /** Names of the blocks it defines. */
    public Set<String> blocks() {
        return Collections.unmodifiableSet(program.blockNames());
    }
}
