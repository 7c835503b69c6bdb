package lettermill.jinja.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.syntax.Source;
import lettermill.jinja.value.Attributes;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** A compiled template: immutable, for any number of threads. */
public final class Program {
    private final Source source;
    private final Instruction[] root;
    private final int size;
    private final Map<String, BlockCode> blocks;
    private final Names names;
    private final Linker linker;

    /** What a template uses: variables it doesn't set itself, and filters. */
    public record Names(Set<String> variables, Set<String> filters) {}

    /** Finds other templates. */
    public interface Linker {
        /** The compiled template, or null if there is none of that name. */
        @Nullable
        Program find(String name);

        /** Whether printed values of that template are escaped. */
        boolean escapes();
    }

    Program(Source source, Instruction[] root, int size, Map<String, BlockCode> blocks, Names names, Linker linker) {
        this.source = source;
        this.root = root;
        this.size = size;
        this.blocks = blocks;
        this.names = names;
        this.linker = linker;
    }

    public Names names() {
        return names;
    }

    public Source source() {
        return source;
    }

    /** Names of its blocks. */
    public Set<String> blockNames() {
        return blocks.keySet();
    }

    Map<String, BlockCode> blocks() {
        return blocks;
    }

    Map<String, List<BlockCode>> blockLists() {
        if (blocks.isEmpty()) {
            return new HashMap<>(0);
        }
        Map<String, List<BlockCode>> lists = new HashMap<>();
        blocks.forEach((name, block) -> lists.put(name, new ArrayList<>(List.of(block))));
        return lists;
    }

    /** Renders with these variables. */
    public void render(Run run, Map<String, ?> variables, Map<String, ?> globals) {
        render(run, Context.of(this, variables, globals));
    }

    void render(Run run, Context context) {
        boolean before = run.escape(linker.escapes());
        run.enter();
        Frame frame = new Frame(run, context, source, null, size);
        Instruction.runAll(root, frame);
        if (frame.parent != null) {
            frame.parent.render(run, context);
        }
        run.leave();
        run.escape(before);
    }

    /** Runs it for its exported names and its text. */
    Module module(Run run, Context context) {
        Output before = run.capture();
        boolean escape = run.escape(linker.escapes());
        render(run, context);
        Object text = run.release(before);
        run.escape(escape);
        return new Module(source.name(), context.exported(), text);
    }

    /** The module without a context: made once in a render. */
    Module module(Run run, Map<String, ?> globals) {
        Object module = run.modules().get(this);
        if (module == null) {
            module = module(run, Context.of(this, Map.of(), globals));
            run.modules().put(this, module);
        }
        return (Module) module;
    }

    static Program require(Linker linker, String name) {
        Program program = linker.find(name);
        if (program == null) {
            throw new TemplateRuntimeError(TemplateRuntimeError.Kind.NOT_FOUND, "template not found: " + name);
        }
        return program;
    }

    /** An imported template. */
    record Module(String name, Map<String, Object> exports, Object text) implements Attributes {
        @Override
        public @Nullable Object attribute(Run run, String attribute) {
            return exports.get(attribute);
        }

        @Override
        public String typeName() {
            return "TemplateModule";
        }

        @Override
        public String toString() {
            return Text.of(text);
        }
    }
}
