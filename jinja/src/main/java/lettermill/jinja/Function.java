package lettermill.jinja;

import org.jspecify.annotations.Nullable;

/** A function templates may call: registered in the environment, or a value of the context. */
@FunctionalInterface
public interface Function {
    /**
     * Called with plain values: null, Boolean, Long, BigInteger, Double, BigDecimal, String, List, Map, java.time.
     *
     * @return a plain value, or a {@link SafeString} that isn't to be escaped
     * @throws IllegalArgumentException becomes a {@link TemplateRuntimeError} that names the place in the template
     */
    @Nullable
    Object call(Arguments arguments);
}
