package lettermill.jinja;

import org.jspecify.annotations.Nullable;

/** A filter: {@code value|name(arguments)}. */
@FunctionalInterface
public interface Filter {
    /** The same promises as {@link Function#call}; {@code value} is what stands before the bar. */
    @Nullable
    Object apply(@Nullable Object value, Arguments arguments);
}
