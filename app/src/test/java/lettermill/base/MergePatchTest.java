package lettermill.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Merge patches as RFC 7396, appendix A has them, as far as both sides are objects. */
class MergePatchTest {

    private final JsonMapper json = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"a":"b"};             {"a":"c"};                {"a":"c"}
            {"a":"b"};             {"b":"c"};                {"a":"b","b":"c"}
            {"a":"b"};             {"a":null};               {}
            {"a":"b","b":"c"};     {"a":null};               {"b":"c"}
            {"a":["b"]};           {"a":"c"};                {"a":"c"}
            {"a":"c"};             {"a":["b"]};              {"a":["b"]}
            {"a":{"b":"c"}};       {"a":{"b":"d","c":null}}; {"a":{"b":"d"}}
            {"a":[{"b":"c"}]};     {"a":[1]};                {"a":[1]}
            {"e":null};            {"a":1};                  {"e":null,"a":1}
            {};                    {"a":{"bb":{"ccc":null}}}; {"a":{"bb":{}}}
            """)
    void mergesAsTheStandardHasIt(String before, String patch, String after) {
        JsonNode merged =
                MergePatch.apply(json, json.readTree(before), (ObjectNode) json.readTree(patch), JsonNode.class);
        assertThat(merged).isEqualTo(json.readTree(after));
    }

    @Test
    void namesTheMemberThatTheResultCannotHold() {
        record Window(int start) {}
        ObjectNode patch = (ObjectNode) json.readTree("{\"start\":\"noon\"}");
        assertThatThrownBy(() -> MergePatch.apply(json, new Window(9), patch, Window.class))
                .isInstanceOf(Problem.Invalid.class)
                .satisfies(thrown -> assertThat(((Problem.Invalid) thrown).fields())
                        .extracting(Problem.Field::field)
                        .containsExactly("start"));
    }
}
