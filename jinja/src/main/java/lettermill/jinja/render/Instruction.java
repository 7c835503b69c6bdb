package lettermill.jinja.render;

import lettermill.jinja.TemplateException;

/** A compiled statement; immutable. */
interface Instruction {
    /** Where it stands in the source. */
    int at();

    /** How a statement ended. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    /** Executes it; errors get its place unless they have one. */
    default Flow run(Frame frame) {
        try {
            return execute(frame);
        } catch (TemplateException e) {
            throw frame.source.locate(e, at());
        }
    }

    /** What {@link #run} does: its errors have no place yet. */
    Flow execute(Frame frame);

    /** Runs one after the other until one leaves the loop or its round. */
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
