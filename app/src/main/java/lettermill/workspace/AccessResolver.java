package lettermill.workspace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Fills a controller's {@link Access}, {@link Caller} or {@link Caller.Person}, or refuses the request. */
public final class AccessResolver implements HandlerMethodArgumentResolver {

    private final Workspaces workspaces;

    AccessResolver(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Access.class || type == Caller.Person.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Caller caller = caller();
        if (parameter.getParameterType() == Caller.Person.class) {
            if (caller instanceof Caller.Person person) {
                return person;
            }
            throw new Problem.Forbidden("This is for people with a session, not for API keys.");
        }
        @Nullable Needs needs = parameter.getMethodAnnotation(Needs.class);
        if (needs == null) {
            throw new IllegalStateException(parameter.getMethod() + " must say with @Needs what it needs");
        }
        Access access = access(caller, pathVariable(request));
        access.require(needs.value());
        return access;
    }

    private static Caller caller() {
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new Problem.Unauthenticated("Sign in, or send an API key as Authorization: Bearer.");
    }

    private Access access(Caller caller, String name) {
        // An unknown workspace and a foreign one are answered alike: names of tenants are nobody's business.
        WorkspaceId workspace = workspaces.find(name).orElseThrow(() -> unknown(name));
        return switch (caller) {
            case Caller.Person person -> {
                Set<Permission> permissions = workspaces
                        .role(workspace, person.account())
                        .map(Role::permissions)
                        .orElseThrow(() -> unknown(name));
                yield new Access(workspace, person.email(), permissions);
            }
            case Caller.Program program -> {
                if (!program.workspace().equals(workspace)) {
                    throw unknown(name);
                }
                yield new Access(workspace, "API key " + program.name(), program.scopes());
            }
        };
    }

    private static Problem unknown(String name) {
        return new Problem.NotFound("workspace", name);
    }

    private static String pathVariable(NativeWebRequest request) {
        Object variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        @Nullable Object name = variables instanceof Map<?, ?> map ? map.get("ws") : null;
        if (name == null) {
            @Nullable HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
            throw new IllegalStateException(
                    "no {ws} in the path of " + (servlet == null ? "" : servlet.getRequestURI()));
        }
        return name.toString();
    }
}
