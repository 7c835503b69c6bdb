package lettermill.agent;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** What a process needs that is MailAgent and nothing else: the wire's JSON, and a door that opens to the token. */
@Configuration(proxyBeanMethods = false)
@Profile(AgentService.PROFILE)
@ConditionalOnWebApplication
class ServiceConfiguration {

    @Bean
    JsonMapperBuilderCustomizer wireJson() {
        return WireJson::configure;
    }

    @Bean
    SecurityFilterChain door(HttpSecurity security, AgentSettings settings, Instance instance) throws Exception {
        AgentSettings.requireToken(settings.token());
        return security.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new Door(settings.token(), instance), AuthorizationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** Health is for everybody; all else is for who knows the token. */
    private static final class Door extends OncePerRequestFilter {

        private final byte[] credentials;
        private final Instance instance;

        Door(String token, Instance instance) {
            this.credentials = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
            this.instance = instance;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return request.getRequestURI().startsWith("/health");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String given = String.valueOf(request.getHeader("Authorization"));
            if (MessageDigest.isEqual(credentials, given.getBytes(StandardCharsets.UTF_8))) {
                response.setHeader(WireJson.INSTANCE, instance.id().toString());
                chain.doFilter(request, response);
            } else {
                response.sendError(HttpStatus.UNAUTHORIZED.value());
            }
        }
    }
}
