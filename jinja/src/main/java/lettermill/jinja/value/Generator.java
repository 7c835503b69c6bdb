package lettermill.jinja.value;

import java.util.Iterator;

/** Values made one by one, once: what {@code map}, {@code select} and their like give. */
public record Generator(String name, Iterator<Object> items) {
    @Override
    public String toString() {
        return "<" + name + " object>";
    }
}
