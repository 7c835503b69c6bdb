package lettermill.jinja.value;

import java.util.HashMap;
import java.util.Map;
import lettermill.jinja.Budget;
import lettermill.jinja.BudgetExceeded;
import lettermill.jinja.BudgetExceeded.Limit;
import lettermill.jinja.Sandbox;
import lettermill.jinja.UndefinedKind;

/** One render: what it may still use, where it writes, and the options values depend on. Used by one thread. */
public final class Run {
    private static final int CHARACTERS_PER_STEP = 16;
    private static final int WORK_PER_STEP = 16;
    private static final int STEPS_BETWEEN_CLOCK_READS = 256;
    private static final ScopedValue<Run> CURRENT = ScopedValue.newInstance();

    private final Budget budget;
    private final Options options;
    private final long deadline;
    private final Map<Object, Object> modules = new HashMap<>(2);
    private Output output;
    private boolean escape;
    private long steps;
    private long unpaid;
    private long nextClockRead;
    private int depth;

    /** Options of the environment that values depend on. */
    public record Options(UndefinedKind undefined, Sandbox sandbox, String newline, FilterTable filters) {}

    /** Filters and tests by name, for those filters that take a name. */
    public interface FilterTable {
        /** Applies the filter called {@code name}; a TemplateRuntimeError if there is none. */
        Object filter(Run run, String name, Object value, lettermill.jinja.Arguments arguments);

        /** Asks the test called {@code name}; a TemplateRuntimeError if there is none. */
        boolean test(Run run, String name, Object value, lettermill.jinja.Arguments arguments);

        /** Whether there is such a filter. */
        boolean hasFilter(String name);

        /** Whether there is such a test. */
        boolean hasTest(String name);
    }

    /** Starts the clock. */
    public Run(Budget budget, Options options, Output output, boolean escape) {
        this.budget = budget;
        this.options = options;
        this.output = output;
        this.escape = escape;
        this.deadline = System.nanoTime() + budget.time().toNanos();
        this.nextClockRead = Math.min(STEPS_BETWEEN_CLOCK_READS, budget.steps() + 1);
    }

    /** Does the render's work, during which {@link #work} and {@link #making} reach this run from anywhere. */
    public void during(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /**
     * Pays for work deep inside values, as comparing, printing and copying, from the run this thread is in; free where
     * there is none.
     *
     * @param units sixteenths of a step, each about 20 ns
     */
    public static void work(long units) {
        if (CURRENT.isBound()) {
            CURRENT.get().pay(units);
        }
    }

    /** Refuses a string of that many characters if that is more than the budget of the run this thread is in. */
    public static void making(long characters) {
        if (CURRENT.isBound()) {
            CURRENT.get().bound(characters);
        }
    }

    public Options options() {
        return options;
    }

    public Output output() {
        return output;
    }

    /** Whether printed values are escaped here. */
    public boolean escape() {
        return escape;
    }

    /** Sets whether printed values are escaped; returns what it was. */
    public boolean escape(boolean on) {
        boolean before = escape;
        escape = on;
        return before;
    }

    /** Modules already made in this render, by program. */
    public Map<Object, Object> modules() {
        return modules;
    }

    /** Redirects what is written into a new buffer; give the result to {@link #release}. */
    public Output capture() {
        Output before = output;
        output = new Output(budget.characters(), 128, null);
        return before;
    }

    /** Ends a {@link #capture} and returns the text, safe if escaping is on. */
    public Object release(Output before) {
        String text = output.text();
        output = before;
        charge(text.length());
        return escape ? new lettermill.jinja.SafeString(text) : text;
    }

    /** Pays for a statement, a loop's round or a call. */
    public void step() {
        if (++steps >= nextClockRead) {
            account();
        }
    }

    private void account() {
        if (steps > budget.steps()) {
            throw new BudgetExceeded(Limit.STEPS, "the template took more than " + budget.steps() + " steps");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new BudgetExceeded(
                    Limit.TIME, "the template took longer than " + budget.time().toMillis() + " ms");
        }
        nextClockRead = Math.min(steps + STEPS_BETWEEN_CLOCK_READS, budget.steps() + 1);
    }

    /** Pays for making a string of that many characters; call it before making one. */
    public void charge(long characters) {
        bound(characters);
        steps += characters / CHARACTERS_PER_STEP;
        step();
    }

    private void bound(long characters) {
        if (characters > budget.characters()) {
            throw new BudgetExceeded(Limit.CHARACTERS, "a string of more than " + budget.characters() + " characters");
        }
    }

    private void pay(long units) {
        unpaid += units;
        if (unpaid >= WORK_PER_STEP) {
            steps += unpaid / WORK_PER_STEP - 1;
            unpaid %= WORK_PER_STEP;
            step();
        }
    }

    /** Pays for making a list or doing other work of that many elements; call it before. */
    public void chargeElements(long elements) {
        // Never adds more than the budget, so that the sum can't overflow.
        steps += Math.min(elements, budget.steps() + 1);
        step();
    }

    /** Goes into a macro, include, block or recursive loop. */
    public void enter() {
        step();
        if (++depth > budget.depth()) {
            throw new BudgetExceeded(
                    Limit.DEPTH, "macros, includes, blocks and recursive loops nested deeper than " + budget.depth());
        }
    }

    /** Comes back from {@link #enter}. */
    public void leave() {
        depth--;
    }
}
