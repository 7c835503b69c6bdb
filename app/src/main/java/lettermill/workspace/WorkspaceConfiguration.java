package lettermill.workspace;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the root package's security is put together from. */
@Configuration(proxyBeanMethods = false)
class WorkspaceConfiguration {

    @Bean
    CallerFilter callerFilter(Accounts accounts, ApiKeys keys) {
        return new CallerFilter(accounts, keys);
    }

    /** It runs inside Spring Security's chain, not a second time beside it. */
    @Bean
    FilterRegistrationBean<CallerFilter> callerFilterOnlyInTheChain(CallerFilter filter) {
        FilterRegistrationBean<CallerFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    AccessResolver accessResolver(Workspaces workspaces) {
        return new AccessResolver(workspaces);
    }
}
