package lettermill.jinja.render;

import lettermill.jinja.syntax.Source;
import lettermill.jinja.value.Run;
import org.jspecify.annotations.Nullable;

/** The variables of one call of a root, block, macro or recursive loop, by slot; null where nothing was assigned. */
final class Frame {
    final Run run;
    final Context context;
    final Source source;
    final @Nullable Frame outer;
    final @Nullable Object[] slots;
    /** The template this one extends, once its extends tag was reached. */
    @Nullable
    Program parent;

    Frame(Run run, Context context, Source source, @Nullable Frame outer, int size) {
        this.run = run;
        this.context = context;
        this.source = source;
        this.outer = outer;
        this.slots = new Object[size];
    }

    /** The frame {@code hops} functions further out. */
    Frame outer(int hops) {
        Frame frame = this;
        for (int i = 0; i < hops && frame.outer != null; i++) {
            frame = frame.outer;
        }
        return frame;
    }

    void clear(int from, int to) {
        for (int i = from; i < to; i++) {
            slots[i] = null;
        }
    }
}
