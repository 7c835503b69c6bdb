package lettermill.jinja.value;

import org.jspecify.annotations.Nullable;

/** An object of the engine with attributes, as {@code loop} or a namespace. */
public interface Attributes {
    /** The attribute, or null if there is none. */
    @Nullable
    Object attribute(Run run, String name);

    /** Python's name of the type, for messages. */
    String typeName();
}
