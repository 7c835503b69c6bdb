package lettermill.jinja.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A generated piece of template that knows its parts, so that it can be made smaller. */
record Tree(Kind kind, String text, List<Tree> parts) {
    private static final int MOST_TRIES = 2000;

    /** What a piece may be replaced by. */
    enum Kind {
        EXPRESSION,
        STATEMENTS,
        OTHER
    }

    /** Text in which each {@code @} stands for a part. */
    static Tree expression(String text, Tree... parts) {
        return new Tree(Kind.EXPRESSION, text, List.of(parts));
    }

    static Tree other(String text, Tree... parts) {
        return new Tree(Kind.OTHER, text, List.of(parts));
    }

    /** Statements one after the other: any of them may go. */
    static Tree statements(List<Tree> parts) {
        return new Tree(Kind.STATEMENTS, "@".repeat(parts.size()), parts);
    }

    String source() {
        StringBuilder source = new StringBuilder();
        int part = 0;
        for (char c : text.toCharArray()) {
            if (c == '@') {
                source.append(parts.get(part++).source());
            } else {
                source.append(c);
            }
        }
        return source.toString();
    }

    /** The smallest tree found, going from this one by ever smaller ones that fail too. */
    Tree smallest(Predicate<Tree> fails) {
        Tree smallest = this;
        for (int tries = 0; tries < MOST_TRIES; ) {
            int length = smallest.source().length();
            Tree next = null;
            for (Tree candidate : smallest.smaller()) {
                tries++;
                if (candidate.source().length() < length && fails.test(candidate)) {
                    next = candidate;
                    break;
                }
            }
            if (next == null) {
                return smallest;
            }
            smallest = next;
        }
        return smallest;
    }

    /** Trees to try instead, the smallest first. */
    private List<Tree> smaller() {
        List<Tree> smaller = new ArrayList<>();
        if (kind == Kind.EXPRESSION) {
            if (!parts.isEmpty()) {
                smaller.add(expression("1"));
                parts.stream().filter(part -> part.kind == Kind.EXPRESSION).forEach(smaller::add);
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            if (kind == Kind.STATEMENTS) {
                List<Tree> rest = new ArrayList<>(parts);
                rest.remove(i);
                smaller.add(statements(rest));
                if (parts.get(i).kind == Kind.OTHER) {
                    for (Tree inner : parts.get(i).parts) {
                        if (inner.kind == Kind.STATEMENTS) {
                            List<Tree> lifted = new ArrayList<>(parts);
                            lifted.set(i, inner);
                            smaller.add(statements(lifted));
                        }
                    }
                }
            }
            for (Tree part : parts.get(i).smaller()) {
                List<Tree> changed = new ArrayList<>(parts);
                changed.set(i, part);
                smaller.add(new Tree(kind, text, changed));
            }
        }
        return smaller;
    }
}
