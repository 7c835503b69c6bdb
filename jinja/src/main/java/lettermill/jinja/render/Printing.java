package lettermill.jinja.render;

import lettermill.jinja.SafeString;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Text;

/** Statements that write. */
final class Printing {
    private Printing() {}

    record Static(int at, String text) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.run.output().write(text);
            return Flow.NEXT;
        }
    }

    record Print(int at, Evaluation value) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.run.step();
            Object printed = value.value(frame);
            Output output = frame.run.output();
            if (printed instanceof SafeString safe) {
                output.write(safe.text());
            } else if (printed instanceof Long number) {
                output.write(Long.toString(number));
            } else if (frame.run.escape()) {
                output.writeEscaped(Text.of(printed));
            } else {
                output.write(Text.of(printed));
            }
            return Flow.NEXT;
        }
    }

    /** Writes a call block's result, or a filter block's, as it is. */
    record Raw(int at, Evaluation value) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.run.output().write(Text.of(value.value(frame)));
            return Flow.NEXT;
        }
    }

    /** Filters what its body writes. */
    record FilterBlock(int at, Calls.Filtered filter, Instruction body) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            Output before = frame.run.capture();
            Flow flow = body.run(frame);
            Object text = frame.run.release(before);
            frame.run.output().write(Text.of(filter.applyTo(frame, text)));
            return flow;
        }
    }

    /** Runs its body unless the template extends another by now: then only blocks are written. */
    record UnlessExtended(int at, Instruction body) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            return frame.parent == null ? body.run(frame) : Flow.NEXT;
        }
    }
}
