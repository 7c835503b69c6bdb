package lettermill.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of templates: the two JSONB columns of a version, and changes laid over a template. */
@Component
class TemplateJson {
    private static final TypeReference<List<TemplateVariable>> VARIABLES = new TypeReference<>() {};

    private final JsonMapper mapper;

    TemplateJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String variables(List<TemplateVariable> variables) {
        return mapper.writeValueAsString(variables);
    }

    List<TemplateVariable> variables(String json) {
        return mapper.readValue(json, VARIABLES);
    }

    @Nullable
    String design(@Nullable JsonNode design) {
        return design == null ? null : design.toString();
    }

    TemplateContent content(ResultSet row) throws SQLException {
        String design = row.getString("visual_definition");
        return new TemplateContent(
                row.getString("subject_template"),
                row.getString("body_html"),
                row.getString("body_text"),
                row.getString("preview_text"),
                variables(row.getString("variables")),
                design == null ? null : mapper.readTree(design));
    }

    /**
     * A change of the top-level fields: absent stays, null clears, the rest replaces. Not lettermill.base.MergePatch,
     * which would mix an old design's settings into a new one.
     */
    UnaryOperator<TemplateRequest> patch(@Nullable ObjectNode change) {
        if (change == null) {
            return UnaryOperator.identity();
        }
        return request -> {
            ObjectNode merged = mapper.valueToTree(request);
            merged.setAll(change);
            try {
                return mapper.treeToValue(merged, TemplateRequest.class);
            } catch (UnrecognizedPropertyException unknown) {
                throw new Problem.Invalid(field(unknown), "is no field of a template", "one of its fields");
            } catch (DatabindException wrong) {
                if (wrong.getCause() instanceof Problem problem) {
                    throw problem;
                }
                throw new Problem.Invalid(field(wrong), "has the wrong type", "a value as in the template's JSON");
            }
        };
    }

    private static String field(DatabindException wrong) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
