package lettermill.jinja.value;

import lettermill.jinja.Arguments;

/** What a template can call: macros, methods, built-in and registered functions. */
@FunctionalInterface
public interface Callable {
    /** Calls it with values of the engine. */
    Object call(Run run, Arguments arguments);
}
