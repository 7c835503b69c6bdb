package lettermill.jinja.render;

import java.util.List;
import lettermill.jinja.syntax.Source;
import lettermill.jinja.value.Attributes;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Undefined;
import org.jspecify.annotations.Nullable;

/** A compiled block. Its body is set once, right after it was compiled: the body may name the block itself. */
final class BlockCode {
    final String name;
    private final Source source;
    private final boolean escape;
    private Instruction[] body = {};
    private int size;

    BlockCode(String name, Source source, boolean escape) {
        this.name = name;
        this.source = source;
        this.escape = escape;
    }

    void complete(Instruction[] compiled, int frameSize) {
        body = compiled;
        size = frameSize;
    }

    void render(Run run, Context context) {
        boolean before = run.escape(escape);
        run.enter();
        Instruction.runAll(body, new Frame(run, context, source, null, size));
        run.leave();
        run.escape(before);
    }

    /** {@code self.name} or {@code super}: a block to call, at a place in the chain of its versions. */
    record Reference(String name, Context context, List<BlockCode> versions, int index)
            implements Attributes, Callable {
        static Object of(Run run, String name, Context context, int index) {
            List<BlockCode> versions = context.versions(name);
            return index < versions.size()
                    ? new Reference(name, context, versions, index)
                    : Undefined.because(run, "there is no parent block called '" + name + "'.");
        }

        @Override
        public Object call(Run run, lettermill.jinja.Arguments arguments) {
            Output before = run.capture();
            versions.get(index).render(run, context);
            return run.release(before);
        }

        @Override
        public @Nullable Object attribute(Run run, String attribute) {
            return attribute.equals("super") ? of(run, name, context, index + 1) : null;
        }

        @Override
        public String typeName() {
            return "BlockReference";
        }
    }

    /** {@code self}: the blocks as attributes. */
    record Self(Context context) implements Attributes {
        @Override
        public @Nullable Object attribute(Run run, String attribute) {
            return context.versions(attribute).isEmpty() ? null : Reference.of(run, attribute, context, 0);
        }

        @Override
        public String typeName() {
            return "TemplateReference";
        }
    }
}
