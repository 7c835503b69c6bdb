package lettermill.bench.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import java.util.Map;

/** A template of jinjava, parsed once; values are escaped as ours are, and rendered values aren't taken for templates again. */
final class JinjavaTemplate {
    private final Jinjava jinjava;
    private final Node node;

    JinjavaTemplate(String source) {
        jinjava = new Jinjava(JinjavaConfig.newBuilder()
                .withNestedInterpretationEnabled(false)
                .build());
        node = interpreter(Map.of()).parse(source);
    }

    private JinjavaInterpreter interpreter(Map<String, Object> variables) {
        Context context = new Context(
                jinjava.getGlobalContext(), variables, jinjava.getGlobalConfig().getDisabled());
        context.setAutoEscape(true);
        return new JinjavaInterpreter(jinjava, context, jinjava.getGlobalConfig());
    }

    /** @throws IllegalStateException if jinjava found an error, so that no rate is one of failures */
    String render(Map<String, Object> variables) {
        JinjavaInterpreter interpreter = interpreter(variables);
        try (var _ = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            String text = interpreter.render(node);
            if (!interpreter.getErrorsCopy().isEmpty()) {
                throw new IllegalStateException("jinjava: " + interpreter.getErrorsCopy());
            }
            return text;
        }
    }
}
