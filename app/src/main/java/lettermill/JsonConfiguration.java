package lettermill;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Set;
import lettermill.base.Problem;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** What no JSON body may contain: text that PostgreSQL can't hold or UTF-8 can't write, and null as a member of a list. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    JsonMapperBuilderCustomizer storableText() {
        return builder ->
                builder.addModule(new SimpleModule("storable-text").addDeserializer(String.class, new StorableText()));
    }

    @Bean
    JsonMapperBuilderCustomizer fullLists() {
        JsonSetter.Value full = JsonSetter.Value.forContentNulls(Nulls.FAIL);
        return builder -> builder.withConfigOverride(List.class, lists -> lists.setNullHandling(full))
                .withConfigOverride(Set.class, sets -> sets.setNullHandling(full));
    }

    private static final class StorableText extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = super.deserialize(parser, context);
            if (text != null && !storable(text)) {
                throw new Problem.Invalid(
                        String.valueOf(parser.currentName()),
                        "it has a NUL or half of a surrogate pair",
                        "text without them");
            }
            return text;
        }

        private static boolean storable(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == 0 || Character.isLowSurrogate(c)) {
                    return false;
                }
                if (Character.isHighSurrogate(c)) {
                    i++;
                    if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
