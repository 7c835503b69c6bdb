package lettermill.jinja.render;

import java.util.Iterator;
import java.util.NoSuchElementException;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Run;
import org.jspecify.annotations.Nullable;

/** A for loop. */
record Loop(int at, Evaluation items, @Nullable Selection selection, Body body, Instruction otherwise)
        implements Instruction {
    /** {@code if} behind the items, with a variable of its own. */
    record Selection(Target target, Evaluation test, int from, int to) {}

    /**
     * What runs for each item.
     *
     * @param loopSlot of the variable {@code loop}, or -1 if nothing mentions it
     * @param frameSize slots of its own frame if it is recursive, else -1
     */
    record Body(Target target, int loopSlot, int from, int to, Instruction[] instructions, int frameSize) {}

    @Override
    public Flow execute(Frame frame) {
        iterate(frame, items.value(frame), 0);
        return Flow.NEXT;
    }

    private void iterate(Frame outer, Object value, int depth) {
        Run run = outer.run;
        boolean recursive = body.frameSize >= 0;
        Frame frame = recursive ? new Frame(run, outer.context, outer.source, outer, body.frameSize) : outer;
        Iterator<Object> iterator = Iteration.iterator(value);
        int size = Iteration.sizeOrMinusOne(value);
        if (selection != null) {
            iterator = new Selected(iterator, selection, outer);
            size = -1;
        }
        frame.parent = outer.parent;
        LoopState state = null;
        if (body.loopSlot >= 0) {
            state = new LoopState(run, iterator, size, depth, recursive ? again(outer) : null);
            iterator = state;
        }
        boolean completed = false;
        while (iterator.hasNext()) {
            run.step();
            Object item = iterator.next();
            frame.clear(body.from, body.to);
            if (state != null) {
                frame.slots[body.loopSlot] = state;
            }
            body.target.assign(frame, item);
            Flow flow = Instruction.runAll(body.instructions, frame);
            if (flow == Flow.BREAK) {
                break;
            }
            // As in Jinja2, an item left by continue doesn't keep else from running.
            completed |= flow == Flow.NEXT;
        }
        if (!completed) {
            otherwise.run(outer);
        }
    }

    private LoopState.Recursion again(Frame outer) {
        return (run, value, depth) -> {
            run.enter();
            Output before = run.capture();
            iterate(outer, value, depth);
            Object text = run.release(before);
            run.leave();
            return text;
        };
    }

    private static final class Selected implements Iterator<Object> {
        private final Iterator<Object> items;
        private final Selection selection;
        private final Frame frame;
        private @Nullable Object next;

        Selected(Iterator<Object> items, Selection selection, Frame frame) {
            this.items = items;
            this.selection = selection;
            this.frame = frame;
        }

        @Override
        public boolean hasNext() {
            while (next == null && items.hasNext()) {
                frame.run.step();
                Object item = items.next();
                frame.clear(selection.from, selection.to);
                selection.target.assign(frame, item);
                if (Iteration.truth(selection.test.value(frame))) {
                    next = item;
                }
            }
            return next != null;
        }

        @Override
        public Object next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Object item = next;
            next = null;
            return item;
        }
    }
}
