package lettermill.jinja.syntax;

/** Bounds the depth of trees and of the parser's own recursion, so that no template overflows a stack. */
final class Depth {
    /** Parentheses, lists, signs or blocks inside one another. */
    private static final int DEEPEST_NESTING = 100;
    /** Nodes from an expression's root to its farthest leaf; a chain of operators or filters counts each. */
    private static final int DEEPEST_TREE = 500;

    private final TokenStream stream;
    private int nesting;
    private int node;

    Depth(TokenStream stream) {
        this.stream = stream;
    }

    void enter() {
        if (++nesting > DEEPEST_NESTING * 2) {
            throw stream.error("too deeply nested: more than " + DEEPEST_NESTING + " levels");
        }
    }

    void leave() {
        nesting--;
    }

    /** Height of the tree parsed last. */
    int node() {
        return node;
    }

    void leaf() {
        node = 1;
    }

    /** The tree parsed last and one of height {@code other} become children of a new node. */
    int join(int other) {
        node = Math.max(node, other) + 1;
        if (node > DEEPEST_TREE) {
            throw stream.error("expression too long: more than " + DEEPEST_TREE + " operations inside one another");
        }
        return node;
    }
}
