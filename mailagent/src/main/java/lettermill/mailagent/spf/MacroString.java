package lettermill.mailagent.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with macros (RFC 7208 section 7), checked when it is read, filled in when it is used. */
record MacroString(List<Part> parts) {
    private static final Pattern MACRO = Pattern.compile("%\\{([A-Za-z])([0-9]*)([Rr]?)([-.+,/_=]*)\\}");
    private static final Pattern TOP_LABEL =
            Pattern.compile("(?s).*\\.(?:[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])\\.?");
    private static final int LONGEST_NAME = 253;

    sealed interface Part {
        record Literal(String text) implements Part {}

        /**
         * @param keep how many labels from the right; 0 for all
         * @param delimiters where the value is cut into labels
         */
        record Macro(char letter, int keep, boolean reversed, String delimiters) implements Part {}
    }

    enum Use {
        DOMAIN("slodiphv"),
        /** The text behind exp= may besides say c, r and t, and have spaces. */
        EXPLANATION("slodiphvcrt");

        private final String letters;

        Use(String letters) {
            this.letters = letters;
        }
    }

    /** The domain-spec of section 7.1: ends in a macro or in a top label that is no number. */
    static MacroString domain(String text) throws SpfSyntaxException {
        MacroString parsed = parse(text, Use.DOMAIN);
        boolean endsInMacro = text.endsWith("}") && parsed.parts().getLast() instanceof Part.Macro
                || text.matches("(?s).*(?<!%)(?:%%)*%[%_-]");
        if (!endsInMacro && !TOP_LABEL.matcher(text).matches()) {
            throw new SpfSyntaxException("\"" + text + "\" is no domain name");
        }
        return parsed;
    }

    static MacroString parse(String text, Use use) throws SpfSyntaxException {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '%' && text.startsWith("%{", at)) {
                Matcher macro = MACRO.matcher(text).region(at, text.length());
                if (!macro.lookingAt()) {
                    throw new SpfSyntaxException("\"" + text + "\" has a malformed macro");
                }
                flush(literal, parts);
                parts.add(macro(macro, text, use));
                at = macro.end();
            } else if (c == '%') {
                literal.append(escape(text, at));
                at += 2;
            } else if ((c >= 0x21 && c <= 0x7E) || (c == ' ' && use == Use.EXPLANATION)) {
                literal.append(c);
                at++;
            } else {
                throw new SpfSyntaxException("\"" + text + "\" has a character that SPF does not allow");
            }
        }
        flush(literal, parts);
        return new MacroString(List.copyOf(parts));
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private static Part.Macro macro(Matcher macro, String text, Use use) throws SpfSyntaxException {
        char letter = macro.group(1).charAt(0);
        String digits = macro.group(2);
        boolean zero = !digits.isEmpty() && digits.chars().allMatch(digit -> digit == '0');
        if (use.letters.indexOf(Character.toLowerCase(letter)) < 0 || zero) {
            throw new SpfSyntaxException("\"" + text + "\" has the unknown macro " + macro.group());
        }
        int keep = digits.isEmpty() ? 0 : digits.length() > 4 ? 9999 : Integer.parseInt(digits);
        String delimiters = macro.group(4).isEmpty() ? "." : macro.group(4);
        return new Part.Macro(letter, keep, !macro.group(3).isEmpty(), delimiters);
    }

    private static String escape(String text, int at) throws SpfSyntaxException {
        return switch (at + 1 < text.length() ? text.charAt(at + 1) : ' ') {
            case '%' -> "%";
            case '_' -> " ";
            case '-' -> "%20";
            default -> throw new SpfSyntaxException("\"" + text + "\" has a lone %");
        };
    }

    String expand(Macros macros) throws SpfStop {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(
                    switch (part) {
                        case Part.Literal(String text) -> text;
                        case Part.Macro macro -> macros.value(macro);
                    });
        }
        return out.toString();
    }

    /** Section 7.3: a name that grew too long loses labels on its left. */
    String expandName(Macros macros) throws SpfStop {
        String name = expand(macros);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        while (name.length() > LONGEST_NAME && name.indexOf('.') >= 0) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return name;
    }
}
