package lettermill.jinja.render;

import java.util.List;
import lettermill.jinja.value.Undefined;

/** Variables as compiled expressions. */
final class Names {
    private Names() {}

    /** A variable in a slot; where nothing was assigned, the next place its name can mean. */
    record Local(int at, int slot, Evaluation otherwise) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = frame.slots[slot];
            return value != null ? value : otherwise.compute(frame);
        }
    }

    /** A variable of an enclosing function. */
    record Enclosing(int at, int hops, int slot, Evaluation otherwise) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = frame.outer(hops).slots[slot];
            return value != null ? value : otherwise.compute(frame);
        }
    }

    /** A name nobody assigned in the template. */
    record Global(int at, String name) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = frame.context.resolve(name);
            if (value != null) {
                return value;
            }
            return Undefined.variable(frame.run, name).from(frame.source, at, frame.context::names);
        }
    }

    /** A name the template assigns later, or never got to assign. */
    record Unassigned(int at, String name) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            return Undefined.variable(frame.run, name).from(frame.source, at, frame.context::names);
        }
    }

    /** {@code self}. */
    record Self(int at) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            return new BlockCode.Self(frame.context);
        }
    }

    /** {@code super} inside a block. */
    record Super(int at, BlockCode block) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            List<BlockCode> versions = frame.context.versions(block.name);
            return BlockCode.Reference.of(frame.run, block.name, frame.context, versions.indexOf(block) + 1);
        }
    }

    /** A literal. */
    record Constant(int at, Object value) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            return value;
        }
    }
}
