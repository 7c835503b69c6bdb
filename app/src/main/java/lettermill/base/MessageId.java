package lettermill.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One e-mail to one person: a row of the ledger, the seed's CampaignRecipient. */
public record MessageId(@JsonValue long value) {

    /**
     * Reads the id as it stands in a path.
     *
     * @throws Problem.NotFound when the text is no whole number: such an id names nothing
     */
    public static MessageId of(String text) {
        return new MessageId(Ids.number(text));
    }

    /** Reads the id as it stands in a JSON body. */
    @JsonCreator
    public static MessageId of(long value) {
        return new MessageId(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
