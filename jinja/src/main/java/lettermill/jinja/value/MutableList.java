package lettermill.jinja.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;

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

    /** Goes by index, as Python does: what is appended on the way is reached too. */
    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < size();
            }

            @Override
            public Object next() {
                if (at >= size()) {
                    throw new NoSuchElementException();
                }
                return get(at++);
            }
        };
    }
}
