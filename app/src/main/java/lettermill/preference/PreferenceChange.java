package lettermill.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lettermill.audience.SubscriptionFrequency;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for.
 *
 * @param subscribed true to be mailed again after leaving, false to leave; null leaves that as it is
 * @param categories the categories to change; others stay as they are
 */
record PreferenceChange(
        @Nullable Boolean subscribed, @Nullable List<Choice> categories) {
    private static final String FREQUENCY = "frequency.";
    private static final int MOST = 1_000;

    /**
     * A say on one category; nulls leave things as they are.
     *
     * @param slug of the category; one that doesn't exist (any more) is passed over
     */
    record Choice(
            @Nullable String slug,
            @Nullable Boolean subscribed,
            @Nullable SubscriptionFrequency frequency) {}

    List<Choice> choices() {
        List<Choice> choices = categories == null ? List.of() : categories;
        if (choices.size() > MOST) {
            throw new Problem.Invalid("categories", "are " + choices.size(), "at most " + MOST);
        }
        return choices;
    }

    /**
     * Reads our own form: a {@code frequency.SLUG} for each category shown, {@code subscribed=SLUG} for each box
     * that is ticked, {@code active=yes} to be mailed again.
     */
    static PreferenceChange of(Map<String, String[]> form) {
        Set<String> ticked = Set.copyOf(List.of(form.getOrDefault("subscribed", new String[0])));
        List<Choice> choices = new ArrayList<>();
        form.forEach((name, values) -> {
            if (name.startsWith(FREQUENCY)) {
                String slug = name.substring(FREQUENCY.length());
                choices.add(new Choice(slug, ticked.contains(slug), frequency(name, values[0])));
            }
        });
        return new PreferenceChange(form.containsKey("active") ? Boolean.TRUE : null, choices);
    }

    private static SubscriptionFrequency frequency(String field, String value) {
        try {
            return SubscriptionFrequency.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new Problem.Invalid(field, "is no frequency", "IMMEDIATE, DAILY, WEEKLY or MONTHLY");
        }
    }
}
