package lettermill.jinja.value;

import java.util.ArrayList;
import java.util.Collection;

/** A list a template made, and may change. */
public final class MutableList extends ArrayList<Object> {
    private static final long serialVersionUID = 1;

    public MutableList() {}

    public MutableList(int capacity) {
        super(capacity);
    }

    public MutableList(Collection<?> items) {
        super(items);
    }
}
