package lettermill.jinja.render;

import lettermill.jinja.SafeString;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** Conditions, scopes and assignments. */
final class Control {
    private Control() {}

    record If(int at, Evaluation[] tests, Instruction[][] bodies, Instruction[] otherwise) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.run.step();
            for (int i = 0; i < tests.length; i++) {
                if (Iteration.truth(tests[i].value(frame))) {
                    return Instruction.runAll(bodies[i], frame);
                }
            }
            return Instruction.runAll(otherwise, frame);
        }
    }

    /** A body with variables of its own. */
    record Scoped(int at, int from, int to, Instruction[] body) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.clear(from, to);
            return Instruction.runAll(body, frame);
        }
    }

    /** Names for a while: the values are computed before any of the names is set. */
    record With(int at, Target[] targets, Evaluation[] values, Scoped body) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            Object[] computed = Operators.values(values, frame);
            frame.clear(body.from, body.to);
            for (int i = 0; i < targets.length; i++) {
                targets[i].assign(frame, computed[i]);
            }
            return Instruction.runAll(body.body, frame);
        }
    }

    record Autoescape(int at, Evaluation value, Instruction body) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            boolean before = frame.run.escape(Iteration.truth(value.value(frame)));
            Flow flow = body.run(frame);
            frame.run.escape(before);
            return flow;
        }
    }

    record Assign(int at, Target target, Evaluation value) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.run.step();
            target.check(frame);
            target.assign(frame, value.value(frame));
            return Flow.NEXT;
        }
    }

    record AssignBlock(int at, Target target, Calls.@Nullable Filtered filter, Instruction body)
            implements Instruction {
        @Override
        public Flow execute(Frame frame) {
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
    record Define(int at, Target target, Macro.Code code) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            target.assign(frame, new Macro(code, frame));
            return Flow.NEXT;
        }
    }

    record Do(int at, Evaluation value) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.run.step();
            value.value(frame);
            return Flow.NEXT;
        }
    }

    record Jump(int at, Flow flow) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            return flow;
        }
    }
}
