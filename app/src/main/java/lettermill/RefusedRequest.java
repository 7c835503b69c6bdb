package lettermill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lettermill.problem.ProblemType;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/** Answers what Tomcat refuses before any filter sees it, e.g. {@code %00} or half a character in a path, as a problem. */
public final class RefusedRequest extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRequest.class);

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = ProblemType.of(status);
        String problem = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(type.uri(), type.status().getReasonPhrase(), status, type.meaning());
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException gone) {
            LOG.debug("A refused client had left", gone);
        }
    }

    /** Puts it in the place of Tomcat's own page. */
    @Configuration(proxyBeanMethods = false)
    static class Placement {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusals() {
            return factory -> factory.addContextCustomizers(context -> {
                StandardHost host = (StandardHost) context.getParent();
                host.setErrorReportValveClass(RefusedRequest.class.getName());
            });
        }
    }
}
