package lettermill.jinja.value;

import java.util.Collection;

/** What {@code keys()}, {@code values()} and {@code items()} of a map give. */
public record DictView(String name, Collection<Object> items) {}
