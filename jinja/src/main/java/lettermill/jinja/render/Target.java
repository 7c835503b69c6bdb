package lettermill.jinja.render;

import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.Namespace;
import org.jspecify.annotations.Nullable;

/** Where an assignment goes. */
sealed interface Target {
    void assign(Frame frame, Object value);

    /** Before the value is computed: refuses what can't be assigned to. */
    default void check(Frame frame) {}

    /** A variable; {@code export} is its name if it belongs to the template itself. */
    record Slot(int slot, @Nullable String export) implements Target {
        @Override
        public void assign(Frame frame, Object value) {
            frame.slots[slot] = value;
            if (export != null) {
                frame.context.export(export, value);
            }
        }
    }

    /** An attribute of a namespace. */
    record NamespaceAttribute(Evaluation namespace, String name) implements Target {
        @Override
        public void check(Frame frame) {
            if (!(namespace.value(frame) instanceof Namespace)) {
                throw new TemplateRuntimeError(
                        TemplateRuntimeError.Kind.RUNTIME, "cannot assign attribute on non-namespace object");
            }
        }

        @Override
        public void assign(Frame frame, Object value) {
            check(frame);
            ((Namespace) namespace.value(frame)).set(name, value);
        }
    }

    /** Several at once. */
    record Unpacked(Target[] targets) implements Target {
        @Override
        public void check(Frame frame) {
            for (Target target : targets) {
                target.check(frame);
            }
        }

        @Override
        public void assign(Frame frame, Object value) {
            if (Iteration.iteratorOrNull(value) == null) {
                throw TemplateRuntimeError.type(
                        "cannot unpack non-iterable " + lettermill.jinja.value.Values.typeName(value) + " object");
            }
            MutableList items = Iteration.list(frame.run, value);
            if (items.size() != targets.length) {
                throw TemplateRuntimeError.value(
                        items.size() > targets.length
                                ? "too many values to unpack (expected " + targets.length + ")"
                                : "not enough values to unpack (expected " + targets.length + ", got " + items.size()
                                        + ")");
            }
            for (int i = 0; i < targets.length; i++) {
                targets[i].assign(frame, items.get(i));
            }
        }
    }
}
