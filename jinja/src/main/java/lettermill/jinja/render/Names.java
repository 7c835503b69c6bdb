package lettermill.jinja.render;

import java.util.List;
import lettermill.jinja.syntax.Source;
import lettermill.jinja.value.Undefined;

/** Variables as compiled expressions. */
final class Names {
    private Names() {}

    /** A variable in a slot; where nothing was assigned, the next place its name can mean. */
    static final class Local extends Evaluation {
        private final int slot;
        private final Evaluation otherwise;

        Local(int at, int slot, Evaluation otherwise) {
            super(at);
            this.slot = slot;
            this.otherwise = otherwise;
        }

        @Override
        Object compute(Frame frame) {
            Object value = frame.slots[slot];
            return value != null ? value : otherwise.compute(frame);
        }
    }

    /** A variable of an enclosing function. */
    static final class Enclosing extends Evaluation {
        private final int hops;
        private final int slot;
        private final Evaluation otherwise;

        Enclosing(int at, int hops, int slot, Evaluation otherwise) {
            super(at);
            this.hops = hops;
            this.slot = slot;
            this.otherwise = otherwise;
        }

        @Override
        Object compute(Frame frame) {
            Object value = frame.outer(hops).slots[slot];
            return value != null ? value : otherwise.compute(frame);
        }
    }

    /** A name nobody assigned in the template. */
    static final class Global extends Evaluation {
        private final String name;

        Global(int at, String name) {
            super(at);
            this.name = name;
        }

        @Override
        Object compute(Frame frame) {
            Object value = frame.context.resolve(name);
            if (value != null) {
                return value;
            }
            Source source = frame.source;
            Undefined undefined = Undefined.variable(frame.run, name);
            return undefined.from(source, at, frame.context.names());
        }
    }

    /** A name the template assigns later, or never got to assign. */
    static final class Unassigned extends Evaluation {
        private final String name;

        Unassigned(int at, String name) {
            super(at);
            this.name = name;
        }

        @Override
        Object compute(Frame frame) {
            return Undefined.variable(frame.run, name).from(frame.source, at, frame.context.names());
        }
    }

    /** {@code self}. */
    static final class Self extends Evaluation {
        Self(int at) {
            super(at);
        }

        @Override
        Object compute(Frame frame) {
            return new BlockCode.Self(frame.context);
        }
    }

    /** {@code super} inside a block. */
    static final class Super extends Evaluation {
        private final BlockCode block;

        Super(int at, BlockCode block) {
            super(at);
            this.block = block;
        }

        @Override
        Object compute(Frame frame) {
            List<BlockCode> versions = frame.context.versions(block.name);
            return BlockCode.Reference.of(frame.run, block.name, frame.context, versions.indexOf(block) + 1);
        }
    }

    /** A literal. */
    static final class Constant extends Evaluation {
        final Object value;

        Constant(int at, Object value) {
            super(at);
            this.value = value;
        }

        @Override
        Object compute(Frame frame) {
            return value;
        }
    }
}
