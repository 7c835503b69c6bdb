package lettermill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import lettermill.base.CampaignId;
import lettermill.workspace.Access;
import lettermill.workspace.Caller;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

/** The description of the API at {@code /openapi}; a copy is committed as web/openapi.json. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static {
        // Who calls is no parameter of a request.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Access.class, Caller.Person.class);
        // An id is a text of its own in a path, not an object to take apart; a JsonNode is any JSON.
        SpringDocUtils.getConfig().addSimpleTypesForParameterObject(CampaignId.class);
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new Schema<>());
    }

    /** The description must spell fields as the API does. */
    @Bean
    ModelResolver modelResolver(OpenApiSchemas schemas) {
        ObjectMapper mapper = Json31.mapper().copy();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(mapper, schemas).openapi31(true);
    }

    /** Operations are named after their room and method, campaign_list, so that no name hangs on the order of the others. */
    @Bean
    GlobalOperationCustomizer operationNames() {
        return (operation, handler) -> {
            String room = StringUtils.uncapitalize(
                    handler.getBeanType().getSimpleName().replaceFirst("Controller$", ""));
            return operation
                    .tags(List.of(room))
                    .operationId(room + "_" + handler.getMethod().getName());
        };
    }

    /** The workspace of a path is found by whoever asks for {@link Access}, so no method names it as a parameter. */
    @Bean
    OpenApiCustomizer workspaceParameters() {
        return description -> description.getPaths().forEach((path, item) -> {
            if (path.contains("{ws}")) {
                item.addParametersItem(new PathParameter()
                        .name("ws")
                        .description("Slug or id of the workspace.")
                        .schema(new StringSchema()));
            }
        });
    }

    @Bean
    OpenApiSchemas openApiSchemas() {
        return new OpenApiSchemas();
    }

    /** A name as the API spells it: {@code bodyHtml} is body_html. */
    static String spelled(String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
    }

    @Bean
    OpenAPI openApi() {
        SecurityScheme key = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
        return new OpenAPI()
                .info(new Info()
                        .title("Lettermill")
                        .version("1")
                        .description("E-mail marketing for people who send from their own domains.")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .schemaRequirement("apiKey", key)
                .addSecurityItem(new SecurityRequirement().addList("apiKey"));
    }
}
