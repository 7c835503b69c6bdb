package lettermill.jinja.render;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.render.Program.Linker;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Statements that reach other templates, and blocks. */
final class Linking {
    private Linking() {}

    /**
     * The local variables visible at a place: names, functions to go out, slots; outer ones first.
     */
    record Locals(List<String> names, List<Integer> hops, List<Integer> slots) {
        Map<String, Object> values(Frame frame) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                Object value = frame.outer(hops.get(i)).slots[slots.get(i)];
                if (value != null) {
                    values.put(names.get(i), value);
                }
            }
            return values;
        }
    }

    private static Program find(Linker linker, Object name) {
        Undefined.refuse(name);
        String text = Text.orNull(name);
        if (text == null) {
            throw TemplateRuntimeError.type("a template's name must be a string, not " + Values.typeName(name));
        }
        return Program.require(linker, text);
    }

    /** {@code locals} is null without context. */
    record Include(
            int at,
            Linker linker,
            Evaluation template,
            boolean ignoreMissing,
            @Nullable Locals locals) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.run.step();
            Program program = select(template.value(frame));
            if (program == null) {
                return Flow.NEXT;
            }
            if (locals != null) {
                program.render(frame.run, frame.context.including(program, locals.values(frame)));
            } else {
                Program.Module module = program.module(frame.run, frame.context.globals());
                frame.run.output().write(Text.of(module.text()));
            }
            return Flow.NEXT;
        }

        private @Nullable Program select(Object wanted) {
            if (Text.isText(wanted)) {
                Program program = linker.find(Text.of(wanted));
                return program != null || ignoreMissing ? program : find(linker, wanted);
            }
            Undefined.refuse(wanted);
            StringBuilder names = new StringBuilder();
            Iterator<Object> candidates =
                    Iteration.truth(wanted) ? Iteration.iterator(wanted) : Collections.emptyIterator();
            while (candidates.hasNext()) {
                Object candidate = candidates.next();
                Undefined.refuse(candidate);
                Program program = linker.find(Text.of(candidate));
                if (program != null) {
                    return program;
                }
                names.append(names.isEmpty() ? "" : ", ").append(Text.of(candidate));
            }
            if (ignoreMissing) {
                return null;
            }
            throw new TemplateRuntimeError(
                    TemplateRuntimeError.Kind.NOT_FOUND,
                    names.isEmpty()
                            ? "Tried to select from an empty list of templates"
                            : "none of the templates given were found: " + names);
        }
    }

    /** The whole module if {@code names} is empty; {@code locals} is null without context. */
    record Import(
            int at,
            Linker linker,
            Evaluation template,
            List<String> names,
            Target[] targets,
            @Nullable Locals locals) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            frame.run.step();
            Program program = find(linker, template.value(frame));
            Program.Module module = locals == null
                    ? program.module(frame.run, frame.context.globals())
                    : program.module(frame.run, frame.context.including(program, locals.values(frame)));
            if (names.isEmpty()) {
                assign(frame, targets[0], module);
            }
            for (int i = 0; i < names.size(); i++) {
                Object value = module.exports().get(names.get(i));
                assign(frame, targets[i], value != null ? value : missing(frame, module, names.get(i)));
            }
            return Flow.NEXT;
        }

        private Object missing(Frame frame, Program.Module module, String name) {
            return Undefined.because(
                    frame.run,
                    "the template '" + module.name() + "' (imported on line " + frame.source.line(at)
                            + ") does not export the requested name '" + name + "'");
        }

        private static void assign(Frame frame, Target target, Object value) {
            target.assign(frame, value);
            if (target instanceof Target.Slot(int slot, String export) && export != null && slot >= 0) {
                frame.context.imported(export, value);
            }
        }
    }

    record Extends(int at, Linker linker, Evaluation template) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            if (frame.parent != null) {
                throw new TemplateRuntimeError(TemplateRuntimeError.Kind.RUNTIME, "extended multiple times");
            }
            Program parent = find(linker, template.value(frame));
            frame.context.extend(parent);
            frame.parent = parent;
            return Flow.NEXT;
        }
    }

    /** The place of a block; {@code locals} is null unless it is scoped. */
    record Block(
            int at, String name, boolean required, @Nullable Locals locals) implements Instruction {
        @Override
        public Flow execute(Frame frame) {
            List<BlockCode> versions = frame.context.versions(name);
            if (required && versions.size() <= 1) {
                throw new TemplateRuntimeError(
                        TemplateRuntimeError.Kind.RUNTIME, "Required block '" + name + "' not found");
            }
            Context context = locals == null ? frame.context : frame.context.scoped(locals.values(frame));
            versions.getFirst().render(frame.run, context);
            return Flow.NEXT;
        }
    }
}
