package lettermill.agent;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a process needs that is MailAgent and nothing else: the wire's JSON, and a door that opens to a certificate, to the token, or
 * to both together where both are set.
 */
@Configuration(proxyBeanMethods = false)
@Profile(AgentService.PROFILE)
@ConditionalOnWebApplication
class ServiceConfiguration {

    @Bean
    JsonMapperBuilderCustomizer wireJson() {
        return WireJson::configure;
    }

    /** Certificates are asked for and not required, so that health stays open to who watches; the door requires them. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> certificates(
            AgentSettings settings, ServerProperties server) {
        return factory -> {
            Ssl ssl = server.getSsl();
            if (ssl != null && ssl.isEnabled()) {
                PemFiles.requirePair(
                        AgentTls.SERVER_CERTIFICATE,
                        path(ssl.getCertificate()),
                        AgentTls.SERVER_KEY,
                        path(ssl.getCertificatePrivateKey()));
            }
            Path clients = settings.tls().clients();
            if (clients != null) {
                if (ssl == null || !ssl.isEnabled()) {
                    throw new IllegalArgumentException(AgentTls.CLIENTS + " is set, so MAILAGENT_TLS has to be true");
                }
                ssl.setClientAuth(Ssl.ClientAuth.WANT);
                ssl.setTrustCertificate(PemFiles.location(clients));
                factory.setSsl(ssl);
            }
        };
    }

    private static @Nullable Path path(@Nullable String file) {
        return file == null || file.isBlank() ? null : Path.of(file);
    }

    @Bean
    SecurityFilterChain door(HttpSecurity security, AgentSettings settings, Instance instance) throws Exception {
        boolean certificates = settings.tls().clients() != null;
        if (!certificates || !settings.token().isEmpty()) {
            AgentSettings.requireToken(settings.token());
        }
        return security.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new Door(settings.token(), certificates, instance), AuthorizationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** Health is for everybody; all else is for who shows a certificate, or knows the token. */
    private static final class Door extends OncePerRequestFilter {

        private static final String SHOWN = "jakarta.servlet.request.X509Certificate";

        private final byte @Nullable [] credentials;
        private final boolean certificates;
        private final Instance instance;

        Door(String token, boolean certificates, Instance instance) {
            this.credentials = token.isEmpty() ? null : ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
            this.certificates = certificates;
            this.instance = instance;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return request.getRequestURI().startsWith("/health");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (knowsToken(request) && showsCertificate(request)) {
                response.setHeader(WireJson.INSTANCE, instance.id().toString());
                chain.doFilter(request, response);
            } else {
                response.sendError(HttpStatus.UNAUTHORIZED.value());
            }
        }

        private boolean knowsToken(HttpServletRequest request) {
            String given = String.valueOf(request.getHeader("Authorization"));
            return credentials == null || MessageDigest.isEqual(credentials, given.getBytes(StandardCharsets.UTF_8));
        }

        /** The handshake has refused those that nobody vouches for. */
        private boolean showsCertificate(HttpServletRequest request) {
            return !certificates || request.getAttribute(SHOWN) instanceof X509Certificate[] chain && chain.length > 0;
        }
    }
}
