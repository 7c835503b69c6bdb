package lettermill.lab.inbox;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark; of a repeated one the last counts. */
record QueryParameters(Map<String, String> values) {
    static QueryParameters of(@Nullable String rawQuery) {
        Map<String, String> values = new HashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(HttpCall.decode(pair.substring(0, equals)), HttpCall.decode(pair.substring(equals + 1)));
                }
            }
        }
        return new QueryParameters(values);
    }

    String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** A whole number in the range; the default where it is missing. */
    long number(String name, long missing, long least, long most) {
        String text = text(name);
        if (text.isEmpty()) {
            return missing;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number out of range
        }
        throw new HttpCall.BadRequest(name, "a whole number from " + least + " to " + most);
    }
}
