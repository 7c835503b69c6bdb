package lettermill.jinja;

import org.jspecify.annotations.Nullable;

/** Gives the source of templates named in include, import and extends. Must be safe for use by several threads. */
@FunctionalInterface
public interface Loader {
    /** The template's source, or null if there is none of that name. */
    @Nullable
    String source(String name);
}
