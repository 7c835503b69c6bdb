package lettermill.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A campaign of one workspace. */
public record CampaignId(@JsonValue UUID value) {

    /**
     * Reads the id as it stands in a path or a JSON body.
     *
     * @throws Problem.NotFound when the text is no UUID: such an id names nothing
     */
    @JsonCreator
    public static CampaignId of(String text) {
        return new CampaignId(Ids.uuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
