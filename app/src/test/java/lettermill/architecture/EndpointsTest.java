package lettermill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lettermill.AppTest;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint of a workspace says what it needs and takes the checked access. */
class EndpointsTest extends AppTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Test
    void everyEndpointOfAWorkspaceIsGuarded() {
        List<String> open = mapping.getHandlerMethods().entrySet().stream()
                .filter(entry ->
                        entry.getKey().getPatternValues().stream().anyMatch(path -> path.startsWith("/workspaces/")))
                .filter(entry -> !guarded(entry.getValue()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        assertThat(open).isEmpty();
    }

    private static boolean guarded(HandlerMethod handler) {
        boolean takesAccess = List.of(handler.getMethod().getParameterTypes()).contains(Access.class);
        return takesAccess && handler.hasMethodAnnotation(Needs.class);
    }
}
