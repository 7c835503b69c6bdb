package lettermill.jinja.method;

import java.util.Map;
import lettermill.jinja.Arguments;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Numbers;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** The parameters of a built-in, from {@code "old,new,count?"}: a question mark makes one optional. */
public final class Parameters {
    private final String owner;
    private final String[] names;
    private final int required;
    private final Bound nothing;

    /** Parses the list; {@code owner} is for messages. */
    public Parameters(String owner, String list) {
        this.owner = owner;
        String[] parts = list.isEmpty() ? new String[0] : list.split(",", -1);
        int needed = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].endsWith("?")) {
                parts[i] = parts[i].substring(0, parts[i].length() - 1);
            } else {
                needed = i + 1;
            }
        }
        this.names = parts;
        this.required = needed;
        this.nothing = new Bound(new Object[parts.length]);
    }

    /** Sorts the arguments of a call into the parameters; a TypeError if they don't fit. */
    public Bound bind(Arguments arguments) {
        int given = arguments.positional().size();
        if (given == 0 && required == 0 && arguments.named().isEmpty()) {
            return nothing;
        }
        if (given > names.length) {
            throw TemplateRuntimeError.type(
                    owner + "() takes at most " + names.length + " arguments (" + given + " given)");
        }
        @Nullable Object[] values = new Object[names.length];
        for (int i = 0; i < given; i++) {
            values[i] = Values.of(arguments.positional().get(i));
        }
        for (Map.Entry<String, ? extends @Nullable Object> named :
                arguments.named().entrySet()) {
            int index = java.util.Arrays.asList(names).indexOf(named.getKey());
            if (index < 0) {
                throw TemplateRuntimeError.type(
                        owner + "() got an unexpected keyword argument '" + named.getKey() + "'");
            }
            if (values[index] != null) {
                throw TemplateRuntimeError.type(owner + "() got multiple values for argument '" + named.getKey() + "'");
            }
            values[index] = Values.of(named.getValue());
        }
        for (int i = 0; i < required; i++) {
            if (values[i] == null) {
                throw TemplateRuntimeError.type(owner + "() missing a required argument: '" + names[i] + "'");
            }
        }
        return new Bound(values);
    }

    /** Arguments by the index of their parameter; absent ones have the value given as {@code otherwise}. */
    public record Bound(@Nullable Object[] values) {
        /** The argument. */
        public Object get(int index, Object otherwise) {
            Object value = values[index];
            return value == null ? otherwise : value;
        }

        /** The argument, or None. */
        public Object get(int index) {
            return get(index, None.NONE);
        }

        /** The argument as an integer. */
        public long integer(int index, long otherwise) {
            Object value = values[index];
            return value == null ? otherwise : Numbers.index(value, "argument");
        }

        /** The argument as an integer within those of Java's arrays. */
        public int size(int index, int otherwise) {
            return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, integer(index, otherwise)));
        }

        /** The argument's truth. */
        public boolean flag(int index, boolean otherwise) {
            Object value = values[index];
            return value == null ? otherwise : Iteration.truth(value);
        }

        /** The argument, which must be text. */
        public String text(int index, String otherwise) {
            Object value = values[index];
            String text = value == null ? otherwise : Text.orNull(value);
            if (text == null) {
                Undefined.refuse(value);
                throw TemplateRuntimeError.type("must be str, not " + Values.typeName(get(index)));
            }
            return text;
        }

        /** The argument if it is text, null if it is None or absent. */
        public @Nullable String textOrNull(int index) {
            return get(index) == None.NONE ? null : text(index, "");
        }
    }
}
