package lettermill.jinja.render;

import lettermill.jinja.TemplateException;

/** A compiled statement; immutable. */
abstract class Instruction {
    final int at;

    Instruction(int at) {
        this.at = at;
    }

    /** How a statement ended. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    final Flow run(Frame frame) {
        try {
            return execute(frame);
        } catch (TemplateException e) {
            throw frame.source.locate(e, at);
        }
    }

    abstract Flow execute(Frame frame);

    static Flow runAll(Instruction[] body, Frame frame) {
        for (Instruction instruction : body) {
            Flow flow = instruction.run(frame);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }
}
