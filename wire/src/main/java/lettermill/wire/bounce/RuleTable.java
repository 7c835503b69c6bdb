package lettermill.wire.bounce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code bounce-rules.txt}, read once. A line that is not understood refuses to start. */
final class RuleTable {

    private static final String RESOURCE = "bounce-rules.txt";
    private static final Pattern COLUMNS = Pattern.compile("\\s*\\|\\s*");
    private static final Set<String> SECTIONS =
            Set.of("[clear wordings]", "[enhanced status]", "[vague wordings]", "[enhanced subject]", "[reply code]");

    /** A wording and what it means. */
    record Wording(Phrase phrase, BounceReason reason, String text) {}

    private final List<Wording> clear = new ArrayList<>();
    private final List<Wording> vague = new ArrayList<>();
    private final Map<String, BounceReason> codes = new LinkedHashMap<>();

    static RuleTable read() {
        InputStream resource = Objects.requireNonNull(RuleTable.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return new RuleTable(lines.lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    RuleTable(List<String> lines) {
        String section = "";
        for (String line : lines) {
            if (line.startsWith("[")) {
                if (!SECTIONS.contains(line)) {
                    throw new IllegalArgumentException("unknown section of bounce rules: " + line);
                }
                section = line;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                add(section, line);
            }
        }
    }

    private void add(String section, String line) {
        String[] columns = COLUMNS.split(line.strip(), 3);
        if (columns.length != 3 || columns[2].isEmpty()) {
            throw new IllegalArgumentException("not a bounce rule (REASON | known from | what): " + line);
        }
        BounceReason reason = BounceReason.valueOf(columns[0]);
        switch (section) {
            case "[clear wordings]" -> clear.add(new Wording(Phrase.of(columns[2]), reason, columns[2]));
            case "[vague wordings]" -> vague.add(new Wording(Phrase.of(columns[2]), reason, columns[2]));
            default -> {
                if (codes.put(columns[2], reason) != null) {
                    throw new IllegalArgumentException("two bounce rules for " + columns[2]);
                }
            }
        }
    }

    /** The first clear wording that is found in a normalised text. */
    @Nullable
    Wording clear(String text) {
        return first(clear, text);
    }

    /** The first wording that decides only where no status does. */
    @Nullable
    Wording vague(String text) {
        return first(vague, text);
    }

    /** The meaning of a status {@code 5.1.1}, of any class {@code x.1.1}, of a subject {@code x.1} or of a reply code. */
    @Nullable
    BounceReason code(String code) {
        return codes.get(code);
    }

    private static @Nullable Wording first(List<Wording> wordings, String text) {
        for (Wording wording : wordings) {
            if (wording.phrase().isIn(text)) {
                return wording;
            }
        }
        return null;
    }
}
