package lettermill.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person of one workspace's audience. */
public record SubscriberId(@JsonValue long value) {

    /**
     * Reads the id as it stands in a path.
     *
     * @throws Problem.NotFound when the text is no whole number: such an id names nothing
     */
    public static SubscriberId of(String text) {
        return new SubscriberId(Ids.number(text));
    }

    /** Reads the id as it stands in a JSON body. */
    @JsonCreator
    public static SubscriberId of(long value) {
        return new SubscriberId(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
