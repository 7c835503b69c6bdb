package lettermill.jinja;

import org.jspecify.annotations.Nullable;

/** A test: {@code value is name(arguments)}. */
@FunctionalInterface
public interface Test {
    /** The same promises as {@link Function#call}; {@code value} is what stands before {@code is}. */
    boolean holds(@Nullable Object value, Arguments arguments);
}
