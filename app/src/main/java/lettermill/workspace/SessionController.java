package lettermill.workspace;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Set-up, sign-in and sign-out of people. */
@RestController
@RequestMapping("/api")
class SessionController {

    private static final Duration COOKIE_LIFE = Duration.ofDays(14);

    private final SignInService service;
    private final WorkspaceService workspaces;

    SessionController(SignInService service, WorkspaceService workspaces) {
        this.service = service;
        this.workspaces = workspaces;
    }

    @GetMapping("/setup")
    SetUpState setUpState() {
        return new SetUpState(service.setUpNeeded());
    }

    @PostMapping("/setup")
    ResponseEntity<Void> setUp(@Valid @RequestBody SetUp wanted, HttpServletRequest request) {
        var account =
                new SignInService.NewAccount(EmailAddress.parse(wanted.email()), wanted.name(), wanted.password());
        var workspace = new WorkspaceService.NewWorkspace(
                slug(wanted), wanted.workspaceName(), wanted.timezone(), wanted.postalAddress(), null);
        return opened(service.setUp(wanted.token(), account, workspace, request.getRemoteAddr()), request);
    }

    @GetMapping("/session")
    Session session(Caller.Person person) {
        return new Session(
                new AccountView(person.account(), person.email(), person.name()),
                service.memberships(person).stream().map(WorkspaceView::of).toList());
    }

    @PostMapping("/session")
    ResponseEntity<Void> signIn(@Valid @RequestBody SignIn wanted, HttpServletRequest request) {
        EmailAddress email = EmailAddress.parse(wanted.email());
        return opened(service.signIn(email, wanted.password(), request.getRemoteAddr()), request);
    }

    @PostMapping("/session/link")
    ResponseEntity<Void> signInByLink(@Valid @RequestBody Token wanted, HttpServletRequest request) {
        return opened(service.signInByLink(wanted.token(), request.getRemoteAddr()), request);
    }

    /** Makes a link for the caller's own use elsewhere; it works once, within a day. */
    @PostMapping("/session/links")
    @ResponseStatus(HttpStatus.CREATED)
    Token newLink(Caller.Person person) {
        return new Token(service.newSignInToken(person));
    }

    @PostMapping("/invitations/accept")
    ResponseEntity<Void> accept(@Valid @RequestBody Acceptance wanted, HttpServletRequest request) {
        return opened(
                service.accept(wanted.token(), wanted.name(), wanted.password(), request.getRemoteAddr()), request);
    }

    @DeleteMapping("/session")
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        CallerFilter.session(request).ifPresent(service::signOut);
        return cookie("", Duration.ZERO, request);
    }

    @PostMapping("/workspaces")
    @ResponseStatus(HttpStatus.CREATED)
    WorkspaceView create(Caller.Person person, @Valid @RequestBody WorkspaceService.NewWorkspace wanted) {
        return WorkspaceView.of(new Workspaces.Membership(workspaces.create(person, wanted), Role.OWNER));
    }

    private static ResponseEntity<Void> opened(Secret session, HttpServletRequest request) {
        return cookie(session.text(), COOKIE_LIFE, request);
    }

    private static ResponseEntity<Void> cookie(String value, Duration life, HttpServletRequest request) {
        ResponseCookie cookie = ResponseCookie.from(CallerFilter.COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build();
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }

    private static String slug(SetUp wanted) {
        String slug = wanted.workspaceName().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String trimmed = slug.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty()
                ? "workspace"
                : trimmed.substring(0, Math.min(trimmed.length(), 60)).replaceAll("-+$", "");
    }

    record SetUpState(boolean needed) {}

    record SetUp(
            @NotBlank @Size(max = 200) String token,
            @NotBlank @Size(max = 320) String email,
            @NotBlank @Size(max = 200) String password,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String workspaceName,
            @NotBlank @Size(max = 64) String timezone,
            @Nullable @Size(max = 1000) String postalAddress) {}

    record SignIn(
            @NotBlank @Size(max = 320) String email,
            @NotBlank @Size(max = 200) String password) {}

    record Token(@NotBlank @Size(max = 200) String token) {}

    record Acceptance(
            @NotBlank @Size(max = 200) String token,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String password) {}

    record AccountView(UUID id, String email, String name) {}

    record Session(AccountView account, List<WorkspaceView> workspaces) {}

    record WorkspaceView(
            WorkspaceId id,
            String slug,
            String name,
            Role role,
            String timezone,
            @Nullable String postalAddress,
            @Nullable String trackingDomain) {
        static WorkspaceView of(Workspaces.Membership membership) {
            Workspace workspace = membership.workspace();
            return new WorkspaceView(
                    workspace.id(),
                    workspace.slug(),
                    workspace.name(),
                    membership.role(),
                    workspace.timezone().getId(),
                    workspace.postalAddress(),
                    workspace.trackingDomain());
        }
    }
}
