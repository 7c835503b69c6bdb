package lettermill.jinja.value;

import java.util.LinkedHashMap;

/** A map a template made, and may change; its keys are normalised by {@link Values#key}. */
public final class MutableMap extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1;
}
