package lettermill.tracking;

import java.util.Set;
import java.util.function.Consumer;
import lettermill.base.MessageId;
import lettermill.jinja.Arguments;
import lettermill.jinja.Environment;
import lettermill.jinja.SafeString;
import lettermill.token.Tokens;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The Jinja filters that {@link Instrumentation} writes into templates; whoever compiles an instrumented template hands this
 * to the environment's builder. All results are HTML that may stand in an attribute.
 */
@Component
public class TrackingFilters implements Consumer<Environment.Builder> {

    /** What a browser would run instead of opening it; it must not come from a reader's data. */
    private static final Set<String> RUNNING_SCHEMES = Set.of("javascript", "data", "vbscript");

    private static final String NOWHERE = "#";

    private final Tokens tokens;

    TrackingFilters(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void accept(Environment.Builder environment) {
        environment.filter("lettermill_pixel", (message, arguments) -> new SafeString(tokens.pixel(id(message))));
        environment.filter(
                "lettermill_click",
                (message, arguments) -> new SafeString(tokens.click(id(message), number(arguments.get(0)))));
        environment.filter("lettermill_track", this::track);
    }

    /** {@code {% filter lettermill_track(message, base) %}}: the address as it was rendered, to be counted if it can be. */
    private Object track(@Nullable Object rendered, Arguments arguments) {
        String attribute = String.valueOf(rendered);
        String base = String.valueOf(arguments.get(1));
        String address = Parser.unescapeEntities(attribute, true);
        if (RUNNING_SCHEMES.contains(TargetUrl.scheme(address))) {
            return new SafeString(NOWHERE);
        }
        return new SafeString(TargetUrl.of(address)
                .map(TargetUrl::value)
                .filter(url -> !url.startsWith(base + "/"))
                .map(url -> base + "/t/c/" + tokens.clickTo(id(arguments.get(0)), url))
                .orElse(attribute));
    }

    private static MessageId id(@Nullable Object value) {
        return new MessageId(number(value));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("lettermill_message is " + value + " and not the id of a message");
    }
}
