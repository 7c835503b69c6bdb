package lettermill.jinja.syntax;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers, strings and names. */
final class Literals {
    /** Python's limit on the digits of an integer written in decimal. */
    private static final int MOST_DIGITS = 4300;

    private static final Pattern FLOAT =
            Pattern.compile("(?:\\d+_)*+\\d+(?:(?:\\.(?:\\d+_)*+\\d+)?[eE][+-]?(?:\\d+_)*+\\d+|\\.(?:\\d+_)*+\\d+)");
    private static final Pattern INTEGER = Pattern.compile(
            "0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0[xX](?:_?[\\da-fA-F])++|[1-9](?:_?\\d)*+|0(?:_?0)*+");

    private final Source source;
    private final String text;
    private final String newline;
    private int end;

    Literals(Source source, String newline) {
        this.source = source;
        this.text = source.text();
        this.newline = newline;
    }

    /** Offset behind the literal read last. */
    int end() {
        return end;
    }

    @Nullable
    Token number(int at) {
        boolean afterDot = at > 0 && text.charAt(at - 1) == '.';
        Matcher matcher = FLOAT.matcher(text).region(at, text.length());
        if (!afterDot && matcher.lookingAt()) {
            end = matcher.end();
            return new Token(TokenType.FLOAT, at, Double.valueOf(matcher.group().replace("_", "")));
        }
        matcher = INTEGER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        end = matcher.end();
        return new Token(TokenType.INTEGER, at, integer(matcher.group().replace("_", ""), at));
    }

    private Number integer(String digits, int at) {
        if (digits.length() > MOST_DIGITS) {
            throw source.error("Exceeds the limit (" + MOST_DIGITS + " digits) for integer string conversion", at);
        }
        int radix = digits.length() < 2
                ? 10
                : switch (digits.charAt(1)) {
                    case 'b', 'B' -> 2;
                    case 'o', 'O' -> 8;
                    case 'x', 'X' -> 16;
                    default -> 10;
                };
        BigInteger value = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
        return value.bitLength() < 64 ? (Number) value.longValue() : value;
    }

    @Nullable
    Token name(int at) {
        int i = at;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c != '_' && !Character.isUnicodeIdentifierPart(c) || Character.isIdentifierIgnorable(c)) {
                break;
            }
            i += Character.charCount(c);
        }
        if (i == at) {
            return null;
        }
        end = i;
        String name = text.substring(at, i);
        int first = name.codePointAt(0);
        if (first != '_' && !Character.isUnicodeIdentifierStart(first)) {
            throw source.error("Invalid character in identifier", at);
        }
        return new Token(TokenType.NAME, at, name);
    }

    /** A string literal, or null if it isn't closed. */
    @Nullable
    Token string(int at) {
        char quote = text.charAt(at);
        int i = at + 1;
        boolean escapes = false;
        while (i < text.length() && text.charAt(i) != quote) {
            if (text.charAt(i) == '\\') {
                escapes = true;
                i++;
            }
            i++;
        }
        if (i >= text.length()) {
            return null;
        }
        end = i + 1;
        String raw = text.substring(at + 1, i);
        if (!newline.equals("\n")) {
            raw = raw.replace("\n", newline);
        }
        return new Token(TokenType.STRING, at, escapes ? unescape(raw, at) : raw);
    }

    private String unescape(String raw, int at) {
        StringBuilder result = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\' || i >= raw.length()) {
                result.append(c);
                continue;
            }
            char escape = raw.charAt(i++);
            int simple = "\\'\"abfnrtv\n".indexOf(escape);
            if (simple >= 0) {
                result.append(simple < 10 ? "\\'\"\007\b\f\n\r\t\u000b".substring(simple, simple + 1) : "");
            } else if (escape >= '0' && escape <= '7') {
                int to = i;
                while (to < raw.length() && to < i + 2 && raw.charAt(to) >= '0' && raw.charAt(to) <= '7') {
                    to++;
                }
                result.append((char) Integer.parseInt(raw.substring(i - 1, to), 8));
                i = to;
            } else if (escape == 'x' || escape == 'u' || escape == 'U') {
                int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : 8;
                result.appendCodePoint(hex(raw, i, digits, escape, at));
                i += digits;
            } else if (escape == 'N') {
                int to = raw.indexOf('}', i);
                if (to < 0 || raw.charAt(i) != '{') {
                    throw source.error("malformed \\N character escape", at);
                }
                result.appendCodePoint(named(raw.substring(i + 1, to), at));
                i = to + 1;
            } else {
                result.append('\\').append(escape);
            }
        }
        return result.toString();
    }

    private int hex(String raw, int from, int digits, char escape, int at) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                throw source.error("truncated \\" + escape + "X".repeat(digits) + " escape", at);
            }
            value = value << 4 | digit;
        }
        if (!Character.isValidCodePoint(value)) {
            throw source.error("illegal Unicode character", at);
        }
        return value;
    }

    private int named(String name, int at) {
        try {
            return Character.codePointOf(name);
        } catch (IllegalArgumentException e) {
            throw source.error("unknown Unicode character name", at);
        }
    }
}
