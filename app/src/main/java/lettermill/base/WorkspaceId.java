package lettermill.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A tenant. Every row but those of accounts and the engine carries one. */
public record WorkspaceId(@JsonValue UUID value) {

    /**
     * Reads the id as it stands in a path or a JSON body.
     *
     * @throws Problem.NotFound when the text is no UUID: such an id names nothing
     */
    @JsonCreator
    public static WorkspaceId of(String text) {
        return new WorkspaceId(Ids.uuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
