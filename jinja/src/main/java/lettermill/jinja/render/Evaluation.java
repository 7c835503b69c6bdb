package lettermill.jinja.render;

import lettermill.jinja.TemplateException;

/** A compiled expression; immutable. */
interface Evaluation {
    /** Where it stands in the source. */
    int at();

    /** The value here; errors get the innermost expression's place. */
    default Object value(Frame frame) {
        try {
            return compute(frame);
        } catch (TemplateException e) {
            throw frame.source.locate(e, at());
        }
    }

    /** What {@link #value} is made from: its errors have no place yet. */
    Object compute(Frame frame);
}
