package lettermill.base;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396): an absent member stays, null clears, an object merges, anything else replaces. */
public final class MergePatch {

    private MergePatch() {}

    /**
     * Applies a patch to a value as its JSON form shows it.
     *
     * @throws Problem.Invalid naming the member that the result can't hold
     */
    public static <T> T apply(JsonMapper json, Object current, ObjectNode patch, Class<T> type) {
        JsonNode target = json.valueToTree(current);
        JsonNode merged = merge(target, patch);
        try {
            return json.treeToValue(merged, type);
        } catch (DatabindException mismatch) {
            throw new Problem.Invalid(
                    path(mismatch), "can't be read", "a value as the documentation of this endpoint has it");
        } catch (JacksonException unreadable) {
            throw new Problem.Invalid("body", "can't be read", "a JSON object with the members to change");
        }
    }

    private static String path(DatabindException mismatch) {
        List<String> names = new ArrayList<>();
        mismatch.getPath().forEach(step -> names.add(step.getPropertyName()));
        names.removeIf(name -> name == null);
        return names.isEmpty() ? "body" : String.join(".", names);
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : members.objectNode();
        members.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merge(result.path(member.getKey()), value));
            }
        });
        return result;
    }
}
