package lettermill.jinja.differential;

import lettermill.jinja.BudgetExceeded;
import lettermill.jinja.TemplateException;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.UndefinedError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The differences from Jinja2 that are meant; the README lists them. */
final class Explanations {
    private Explanations() {}

    /** Why an answer may differ, or null if it may not. */
    static @Nullable String of(
            String template, JsonNode expected, @Nullable String output, @Nullable TemplateException error) {
        String theirs =
                expected.path("output").asString("") + expected.path("message").asString("");
        if (theirs.matches("(?is).* at 0x.*")) {
            return "memory addresses are not printed";
        }
        if (theirs.matches("(?is).*(bound|built-in) method.*|.*<function .*")) {
            return "methods print in another way";
        }
        if (template.contains("include 'inc' without context")
                && template.matches("(?s).*\\{%-? (filter|set|macro|call).*")) {
            return "an include without context inside a captured block is captured too";
        }
        if (error != null && error.reason().contains("complex number")) {
            return "there are no complex numbers";
        }
        if (error instanceof BudgetExceeded
                && expected.path("error").asString("").equals("OverflowError")) {
            return "too large for Python, over the budget here";
        }
        if (error instanceof BudgetExceeded budget && budget.limit() == BudgetExceeded.Limit.CHARACTERS) {
            return "more characters than this test's budget";
        }
        if (expected.path("error").asString("").equals("MemoryError")) {
            return "memory";
        }
        boolean security = error instanceof TemplateRuntimeError e && e.kind() == TemplateRuntimeError.Kind.SECURITY;
        boolean unsafe = security && error.reason().startsWith("access to attribute '__");
        if ((error instanceof UndefinedError || unsafe) && theirs.contains("Undefined")) {
            return "the error names what is undefined instead of a type of Python";
        }
        if (security && template.matches("(?s).*\\.(append|pop|update)\\(.*")) {
            return "lists and maps of the context are never changed";
        }
        if (error != null
                && error.reason().matches(".*(not subscriptable|slice indices).*")
                && template.contains(":")) {
            return "a slice of a constant that has none fails instead of being undefined";
        }
        return null;
    }
}
