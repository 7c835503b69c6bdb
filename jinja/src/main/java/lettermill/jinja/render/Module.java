package lettermill.jinja.render;

import java.util.Map;
import lettermill.jinja.value.Attributes;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** An imported template. */
record Module(String name, Map<String, Object> exports, Object text) implements Attributes {
    @Override
    public @Nullable Object attribute(Run run, String attribute) {
        return exports.get(attribute);
    }

    @Override
    public String typeName() {
        return "TemplateModule";
    }

    @Override
    public String toString() {
        return Text.of(text);
    }
}
