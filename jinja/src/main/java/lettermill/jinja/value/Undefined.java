package lettermill.jinja.value;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lettermill.jinja.TemplateException;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.UndefinedError;
import lettermill.jinja.UndefinedKind;
import lettermill.jinja.syntax.Habits;
import lettermill.jinja.syntax.Source;
import lettermill.jinja.syntax.Spelling;
import org.jspecify.annotations.Nullable;

/** Something that isn't there, and why: the error waits until it is used. */
public final class Undefined {
    private final UndefinedKind kind;
    private final @Nullable String hint;
    private final @Nullable Object owner;
    private final Object name;
    private final boolean unsafe;
    private @Nullable Source source;
    private int at;
    private Supplier<? extends Collection<String>> candidates = List::of;

    private Undefined(UndefinedKind kind, @Nullable String hint, @Nullable Object owner, Object name, boolean unsafe) {
        this.kind = kind;
        this.hint = hint;
        this.owner = owner;
        this.name = name;
        this.unsafe = unsafe;
    }

    /** A variable that doesn't exist. */
    public static Undefined variable(Run run, String name) {
        return new Undefined(run.options().undefined(), null, null, name, false);
    }

    /** An attribute or element that {@code owner} doesn't have. */
    public static Undefined element(Run run, Object owner, Object name) {
        return new Undefined(run.options().undefined(), null, owner, name, false);
    }

    /** Anything else, with its whole message. */
    public static Undefined because(Run run, String hint) {
        return new Undefined(run.options().undefined(), hint, null, "", false);
    }

    /** An inline if without else: of the default kind whatever the environment says. */
    public static Undefined noElse(String hint) {
        return new Undefined(UndefinedKind.DEFAULT, hint, null, "", false);
    }

    /** An attribute that reaches into Python: its use is a security error. */
    public static Undefined unsafe(Run run, Object owner, String name) {
        String hint = "access to attribute '" + name + "' of '" + Values.typeName(owner) + "' object is unsafe.";
        return new Undefined(run.options().undefined(), hint, owner, name, true);
    }

    /** Remembers where it came from, and the names it may be a misspelling of. */
    public Undefined from(Source where, int offset, Supplier<? extends Collection<String>> others) {
        if (source == null) {
            source = where;
            at = offset;
            candidates = others;
        }
        return this;
    }

    /** The name that isn't known: Jinja2 shows it as {@code _undefined_name}. */
    public Object name() {
        return name;
    }

    public boolean isStrict() {
        return kind == UndefinedKind.STRICT;
    }

    /** Whether it counts as safe text: in Jinja2 only the chainable kind has {@code __html__}. */
    public boolean isChainable() {
        return kind == UndefinedKind.CHAINABLE;
    }

    /** The name of Jinja2's class. */
    public String typeName() {
        return switch (kind) {
            case DEFAULT -> "Undefined";
            case STRICT -> "StrictUndefined";
            case CHAINABLE -> "ChainableUndefined";
            case DEBUG -> "DebugUndefined";
        };
    }

    /** The attribute of an undefined value: itself if chainable, else the error. */
    public Undefined chained() {
        if (kind == UndefinedKind.CHAINABLE) {
            return this;
        }
        throw error();
    }

    /** What it prints; an error if strict. */
    public String text() {
        if (kind == UndefinedKind.STRICT) {
            throw error();
        }
        if (kind != UndefinedKind.DEBUG) {
            return "";
        }
        if (hint != null) {
            return "{{ undefined value printed: " + hint + " }}";
        }
        return owner == null
                ? "{{ " + name + " }}"
                : "{{ no such element: " + describe(owner) + "[" + Repr.of(name) + "] }}";
    }

    /** Throws if strict: for uses that other kinds allow. */
    public void use() {
        if (kind == UndefinedKind.STRICT) {
            throw error();
        }
    }

    /** Throws the error of using the value, if it is undefined. */
    public static void refuse(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
    }

    /** The error of using it. */
    public TemplateException error() {
        TemplateException error = unsafe
                ? new TemplateRuntimeError(TemplateRuntimeError.Kind.SECURITY, message())
                : new UndefinedError(message());
        if (!unsafe && hint == null) {
            error.advise(owner == null ? Habits.name(name) : null);
            if (error.advice() == null) {
                error.suggest(Spelling.nearest(name.toString(), candidates()));
            }
        }
        return source == null ? error : source.locate(error, at);
    }

    private Iterable<String> candidates() {
        if (owner instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).toList();
        }
        return candidates.get();
    }

    private String message() {
        if (hint != null) {
            return hint;
        }
        if (owner == null) {
            return Repr.of(name) + " is undefined";
        }
        return Text.isText(name)
                ? "'" + describe(owner) + "' has no attribute " + Repr.of(name)
                : describe(owner) + " has no element " + Repr.of(name);
    }

    private static String describe(Object owner) {
        if (owner == None.NONE) {
            return "None";
        }
        if (owner instanceof Undefined undefined) {
            return "jinja2.runtime." + undefined.typeName() + " object";
        }
        String type = Values.typeName(owner);
        return switch (type) {
            case "Namespace", "Cycler", "Joiner" -> "jinja2.utils." + type + " object";
            case "TemplateModule" -> "jinja2.environment.TemplateModule object";
            case "LoopContext", "TemplateReference", "BlockReference", "Macro" -> "jinja2.runtime." + type + " object";
            case "Markup" -> "markupsafe.Markup object";
            default -> type + " object";
        };
    }

    /** As in Jinja2, undefined values of one kind are one key. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Undefined undefined && undefined.kind == kind;
    }

    @Override
    public int hashCode() {
        return kind.hashCode();
    }
}
