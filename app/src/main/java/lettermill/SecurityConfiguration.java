package lettermill;

import lettermill.workspace.AccessResolver;
import lettermill.workspace.CallerFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Spring Security's chain: it recognises callers, keeps foreign pages from using a browser's session (CSRF) and sets the
 * usual headers. Who may do what is decided where the workspace is known, by {@link AccessResolver}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: https:; frame-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    private final AccessResolver access;

    SecurityConfiguration(AccessResolver access) {
        this.access = access;
    }

    @Override
    public void addArgumentResolvers(java.util.List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(access);
    }

    /** The addresses that stand in mails, and those that vendors call: nobody to recognise, and no cookie to leave behind. */
    @Bean
    @Order(1)
    SecurityFilterChain letterFilterChain(HttpSecurity security) throws Exception {
        return security.securityMatcher("/t/**", "/u/**", "/preferences/**", "/webhooks/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity security, CallerFilter callers) throws Exception {
        return security.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(callers, AuthorizationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .anonymous(Customizer.withDefaults())
                .logout(logout -> logout.disable())
                .csrf(csrf -> csrf(csrf))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(Customizer.withDefaults()))
                .build();
    }

    /** Only a session cookie can be abused by a foreign page; API keys and webhooks carry none. */
    private static void csrf(CsrfConfigurer<HttpSecurity> csrf) {
        csrf.spa();
        csrf.ignoringRequestMatchers(request -> !CallerFilter.byCookie(request));
    }

    /** Nobody signs in by Spring's own form; without this bean it would invent a user and print a password. */
    @Bean
    UserDetailsService noUsers() {
        return new InMemoryUserDetailsManager();
    }
}
