package lettermill;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the browser application: hashed files for ever, and its one page for every address of its own. */
@Configuration(proxyBeanMethods = false)
class UserInterface implements WebMvcConfigurer {

    private static final String FILES = "classpath:/META-INF/resources/";
    private static final List<String> NOT_OURS = List.of(
            "api/", "workspaces/", "t/", "u/", "preferences/", "webhooks/", "openapi", "health", "metrics", "assets/");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new OnePage());
    }

    private static final class OnePage extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            @Nullable Resource file = super.getResource(path, location);
            if (file != null) {
                return file;
            }
            boolean page = NOT_OURS.stream().noneMatch(path::startsWith) && !path.contains(".");
            Resource index = new ClassPathResource("META-INF/resources/index.html");
            return page && index.exists() ? index : null;
        }
    }
}
