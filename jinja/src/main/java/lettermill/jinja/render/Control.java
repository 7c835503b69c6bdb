package lettermill.jinja.render;

import lettermill.jinja.SafeString;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** Conditions, scopes and assignments. */
final class Control {
    private Control() {}

    static final class If extends Instruction {
        private final Evaluation[] tests;
        private final Instruction[][] bodies;
        private final Instruction[] otherwise;

        If(int at, Evaluation[] tests, Instruction[][] bodies, Instruction[] otherwise) {
            super(at);
            this.tests = tests;
            this.bodies = bodies;
            this.otherwise = otherwise;
        }

        @Override
        Flow execute(Frame frame) {
            frame.run.step();
            for (int i = 0; i < tests.length; i++) {
                if (Iteration.truth(tests[i].value(frame))) {
                    return runAll(bodies[i], frame);
                }
            }
            return runAll(otherwise, frame);
        }
    }

    /** A body with variables of its own. */
    static final class Scoped extends Instruction {
        private final int from;
        private final int to;
        private final Instruction[] body;

        Scoped(int at, int from, int to, Instruction[] body) {
            super(at);
            this.from = from;
            this.to = to;
            this.body = body;
        }

        @Override
        Flow execute(Frame frame) {
            frame.clear(from, to);
            return runAll(body, frame);
        }
    }

    /** Names for a while: the values are computed before any of the names is set. */
    static final class With extends Instruction {
        private final Target[] targets;
        private final Evaluation[] values;
        private final Scoped body;

        With(int at, Target[] targets, Evaluation[] values, Scoped body) {
            super(at);
            this.targets = targets;
            this.values = values;
            this.body = body;
        }

        @Override
        Flow execute(Frame frame) {
            Object[] computed = Operators.values(values, frame);
            frame.clear(body.from, body.to);
            for (int i = 0; i < targets.length; i++) {
                targets[i].assign(frame, computed[i]);
            }
            return runAll(body.body, frame);
        }
    }

    static final class Autoescape extends Instruction {
        private final Evaluation value;
        private final Instruction body;

        Autoescape(int at, Evaluation value, Instruction body) {
            super(at);
            this.value = value;
            this.body = body;
        }

        @Override
        Flow execute(Frame frame) {
            boolean before = frame.run.escape(Iteration.truth(value.value(frame)));
            Flow flow = body.run(frame);
            frame.run.escape(before);
            return flow;
        }
    }

    static final class Assign extends Instruction {
        private final Target target;
        private final Evaluation value;

        Assign(int at, Target target, Evaluation value) {
            super(at);
            this.target = target;
            this.value = value;
        }

        @Override
        Flow execute(Frame frame) {
            frame.run.step();
            target.check(frame);
            target.assign(frame, value.value(frame));
            return Flow.NEXT;
        }
    }

    static final class AssignBlock extends Instruction {
        private final Target target;
        private final Calls.@Nullable Filtered filter;
        private final Instruction body;

        AssignBlock(int at, Target target, Calls.@Nullable Filtered filter, Instruction body) {
            super(at);
            this.target = target;
            this.filter = filter;
            this.body = body;
        }

        @Override
        Flow execute(Frame frame) {
            frame.run.step();
            Program extended = frame.parent;
            frame.parent = null;
            Output before = frame.run.capture();
            Flow flow = body.run(frame);
            Object text = frame.run.release(before);
            frame.parent = extended;
            if (filter != null) {
                text = filter.applyTo(frame, text);
                text = frame.run.escape() ? new SafeString(Text.of(text)) : text;
            }
            target.assign(frame, text);
            return flow;
        }
    }

    /** A macro's definition. */
    static final class Define extends Instruction {
        private final Target target;
        private final Macro.Code code;

        Define(int at, Target target, Macro.Code code) {
            super(at);
            this.target = target;
            this.code = code;
        }

        @Override
        Flow execute(Frame frame) {
            target.assign(frame, new Macro(code, frame));
            return Flow.NEXT;
        }
    }

    static final class Do extends Instruction {
        private final Evaluation value;

        Do(int at, Evaluation value) {
            super(at);
            this.value = value;
        }

        @Override
        Flow execute(Frame frame) {
            frame.run.step();
            value.value(frame);
            return Flow.NEXT;
        }
    }

    static final class Jump extends Instruction {
        private final Flow flow;

        Jump(int at, Flow flow) {
            super(at);
            this.flow = flow;
        }

        @Override
        Flow execute(Frame frame) {
            return flow;
        }
    }
}
