package lettermill.jinja.syntax;

/**
 * One token.
 *
 * @param at offset in the normalised source
 * @param value the text, a name, a String, Long, BigInteger or Double literal, or an operator's sign
 */
record Token(TokenType type, int at, Object value) {
    boolean isName(String name) {
        return type == TokenType.NAME && name.equals(value);
    }

    boolean isOperator(String sign) {
        return type == TokenType.OPERATOR && sign.equals(value);
    }

    /** As error messages call it. */
    String description() {
        return type == TokenType.NAME || type == TokenType.OPERATOR ? value.toString() : type.description();
    }
}
