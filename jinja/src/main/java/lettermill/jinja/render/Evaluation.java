package lettermill.jinja.render;

import lettermill.jinja.TemplateException;

/** A compiled expression; immutable. */
abstract class Evaluation {
    final int at;

    Evaluation(int at) {
        this.at = at;
    }

    /** The value here; errors get the innermost expression's place. */
    final Object value(Frame frame) {
        try {
            return compute(frame);
        } catch (TemplateException e) {
            throw frame.source.locate(e, at);
        }
    }

    abstract Object compute(Frame frame);
}
