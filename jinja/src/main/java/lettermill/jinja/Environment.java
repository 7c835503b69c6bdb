package lettermill.jinja;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.jinja.builtin.Registry;
import lettermill.jinja.render.Compiler;
import lettermill.jinja.render.Program;
import lettermill.jinja.syntax.Parser;
import lettermill.jinja.syntax.Source;
import lettermill.jinja.syntax.Statement;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Run;
import org.jspecify.annotations.Nullable;

/** The options, filters, tests and globals that templates are compiled with; immutable. */
public final class Environment {
    private static final int CACHED_TEMPLATES = 256;
    private static final int LONGEST_SOURCE = 4_000_000;

    private final Autoescape autoescape;
    private final Syntax syntax;
    private final Set<Extension> extensions;
    private final UnknownNames unknownNames;
    private final @Nullable Loader loader;
    private final Registry registry;
    private final Run.Options options;
    private final Program.Linker linker = new LoadedPrograms();

    private Environment(Builder builder) {
        this.autoescape = builder.autoescape;
        this.syntax = builder.syntax;
        this.extensions = Set.copyOf(builder.extensions);
        this.unknownNames = builder.unknownNames;
        this.loader = builder.loader;
        this.registry = builder.registry;
        this.options = new Run.Options(builder.undefined, builder.sandbox, builder.syntax.newline(), registry);
    }

    /** A builder with Jinja2's defaults: no escaping, undefined prints nothing, no extensions. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Compiles a template.
     *
     * @param name for messages
     * @throws TemplateSyntaxError if it can't be compiled
     */
    public Template compile(String name, String source) {
        return new Template(this, program(name, source));
    }

    private Program program(String name, String raw) {
        Source source = Source.of(name, raw, syntax.whitespace().keepTrailingNewline());
        if (raw.length() > LONGEST_SOURCE) {
            throw source.error("a template of more than " + LONGEST_SOURCE + " characters", 0);
        }
        try {
            List<Statement> tree = Parser.parse(source, syntax, extensions);
            return Compiler.compile(source, tree, registry, unknownNames, linker);
        } catch (StackOverflowError e) {
            throw source.error("too deeply nested for this stack", 0);
        }
    }

    Run start(Budget budget, Output output) {
        return new Run(budget, options, output, autoescape == Autoescape.HTML);
    }

    Map<String, Object> globals() {
        return registry.globals();
    }

    /** The templates of the loader, compiled once as long as their source stays the same. */
    private final class LoadedPrograms implements Program.Linker {
        private final LinkedHashMap<String, Loaded> cache = new LinkedHashMap<>(16, 0.75f, true);

        private record Loaded(String source, Program program) {}

        @Override
        public @Nullable Program find(String name) {
            String source = loader == null ? null : loader.source(name);
            if (source == null) {
                return null;
            }
            synchronized (cache) {
                Loaded loaded = cache.get(name);
                if (loaded != null && loaded.source.equals(source)) {
                    return loaded.program;
                }
            }
            Program program = program(name, source);
            synchronized (cache) {
                cache.put(name, new Loaded(source, program));
                if (cache.size() > CACHED_TEMPLATES) {
                    cache.pollFirstEntry();
                }
            }
            return program;
        }

        @Override
        public boolean escapes() {
            return autoescape == Autoescape.HTML;
        }
    }

    /** Collects the options of an environment; each may be set once more to replace it. */
    public static final class Builder {
        private Autoescape autoescape = Autoescape.NONE;
        private UndefinedKind undefined = UndefinedKind.DEFAULT;
        private Syntax syntax = Syntax.STANDARD;
        private Sandbox sandbox = Sandbox.MUTABLE;
        private UnknownNames unknownNames = UnknownNames.LENIENT_IN_CONDITIONS;
        private final Set<Extension> extensions = EnumSet.noneOf(Extension.class);
        private @Nullable Loader loader;
        private Registry registry = Registry.standard();

        private Builder() {}

        public Builder autoescape(Autoescape value) {
            autoescape = value;
            return this;
        }

        public Builder undefined(UndefinedKind value) {
            undefined = value;
            return this;
        }

        /** Delimiters and whitespace. */
        public Builder syntax(Syntax value) {
            syntax = value;
            return this;
        }

        public Builder sandbox(Sandbox value) {
            sandbox = value;
            return this;
        }

        public Builder unknownNames(UnknownNames value) {
            unknownNames = value;
            return this;
        }

        public Builder extension(Extension value) {
            extensions.add(value);
            return this;
        }

        /** Where included, imported and extended templates come from; without one there are none. */
        public Builder loader(Loader value) {
            loader = value;
            return this;
        }

        /** Adds a filter, or replaces one of Jinja2's. */
        public Builder filter(String name, Filter filter) {
            registry.add(name, filter);
            return this;
        }

        /** Adds a test, or replaces one of Jinja2's. */
        public Builder test(String name, Test test) {
            registry.add(name, test);
            return this;
        }

        /** Adds a function every template can call. */
        public Builder function(String name, Function function) {
            registry.add(name, (Object) function);
            return this;
        }

        /** Adds a value every template sees; variables of a render hide it. */
        public Builder global(String name, @Nullable Object value) {
            registry.add(name, value);
            return this;
        }

        /** The environment; this builder starts afresh with its filters, tests and globals. */
        public Environment build() {
            Environment environment = new Environment(this);
            registry = Registry.standard();
            return environment;
        }
    }
}
