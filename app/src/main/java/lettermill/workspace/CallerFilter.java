package lettermill.workspace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises who a request comes from, by session cookie or by {@code Authorization: Bearer} with an API key. */
public final class CallerFilter extends OncePerRequestFilter {

    static final String COOKIE = "lettermill_session";
    private static final String BEARER = "Bearer ";

    private final Accounts accounts;
    private final ApiKeys keys;

    CallerFilter(Accounts accounts, ApiKeys keys) {
        this.accounts = accounts;
        this.keys = keys;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        caller(request)
                .ifPresent(caller -> SecurityContextHolder.getContext()
                        .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of())));
        chain.doFilter(request, response);
    }

    private Optional<? extends Caller> caller(HttpServletRequest request) {
        @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.startsWith(BEARER)) {
            return keys.find(new Secret(authorization.substring(BEARER.length()).strip()));
        }
        return session(request).flatMap(accounts::session);
    }

    /** Whether a browser's cookie, which a foreign page can make it send, is all that speaks for the request. */
    public static boolean byCookie(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && session(request).isPresent();
    }

    static Optional<Secret> session(HttpServletRequest request) {
        @Nullable Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> COOKIE.equals(cookie.getName()))
                        .map(cookie -> new Secret(cookie.getValue()))
                        .findFirst();
    }
}
