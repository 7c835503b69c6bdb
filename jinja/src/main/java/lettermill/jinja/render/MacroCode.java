package lettermill.jinja.render;

import org.jspecify.annotations.Nullable;

/**
 * A compiled macro or call block; its parameters are the first slots of its frame.
 *
 * @param defaults a value for each parameter, or null
 */
record MacroCode(String name, String[] parameters, @Nullable Evaluation[] defaults, Special special, Body body) {
    /** Slots of the names a macro gets without declaring them, or -1. */
    record Special(int caller, int varargs, int kwargs, boolean explicitCaller) {}

    /** What runs, and how many slots it needs. */
    record Body(Instruction[] instructions, int size) {}
}
