package lettermill.workspace;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** How people get in: set-up, password, one-time link, invitation. */
@Service
public class SignInService {

    private static final Duration SESSION = Duration.ofDays(14);
    private static final Duration LINK = Duration.ofHours(24);
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int ATTEMPTS_BY_EMAIL = 10;
    private static final int ATTEMPTS_BY_CLIENT = 100;
    private static final int SHORTEST_PASSWORD = 10;
    /** BCrypt reads no further. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private final Accounts accounts;
    private final OneTimeLinks links;
    private final Workspaces workspaces;
    private final WorkspaceService workspaceService;
    private final TransactionTemplate transaction;
    private final BCryptPasswordEncoder passwords = new BCryptPasswordEncoder(11);
    /** Compared with when there is no such account, so that the answer takes as long. */
    private final String nobody = encode("nobody has this password");

    SignInService(
            Accounts accounts,
            OneTimeLinks links,
            Workspaces workspaces,
            WorkspaceService workspaceService,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.links = links;
        this.workspaces = workspaces;
        this.workspaceService = workspaceService;
        this.transaction = transaction;
    }

    /** Whether nobody has an account yet. */
    public boolean setUpNeeded() {
        return accounts.none();
    }

    /** A new set-up secret, good for a day and one use. */
    public String newSetUpToken() {
        return links.setUp(LINK).text();
    }

    /**
     * Makes the first account and the first workspace.
     *
     * @throws Problem.TooManyRequests after too many attempts with this link or from this client
     */
    Secret setUp(String token, NewAccount account, WorkspaceService.NewWorkspace workspace, String clientAddress) {
        String attempt = attempt(token);
        allow(attempt, clientAddress);
        Secret session = required(transaction.execute(status -> {
            boolean usable = links.use("SET_UP", new Secret(token)).isPresent() && accounts.none();
            if (!usable) {
                throw new Problem.Forbidden(
                        "This set-up link is used or out of date; restart the server for a new one.");
            }
            // Only now: whoever has no link shall not make us work.
            UUID id = accounts.insert(account.email(), account.name(), hash(account.password()));
            workspaceService.create(new Caller.Person(id, account.email().display(), account.name()), workspace);
            return session(id);
        }));
        accounts.forgetAttempts(attempt);
        return session;
    }

    /** @throws Problem.TooManyRequests after ten wrong passwords for an address in a quarter of an hour */
    Secret signIn(EmailAddress email, String password, String clientAddress) {
        allow(email.key(), clientAddress);
        Optional<Accounts.Account> account = accounts.find(email);
        boolean right = passwords.matches(
                password, account.map(Accounts.Account::passwordHash).orElse(nobody));
        if (account.isEmpty() || !right) {
            throw new Problem.Unauthenticated("There is no account with this address and password.");
        }
        accounts.forgetAttempts(email.key());
        return session(account.get().id());
    }

    /** @throws Problem.TooManyRequests after too many attempts with this link or from this client */
    Secret signInByLink(String token, String clientAddress) {
        String attempt = attempt(token);
        allow(attempt, clientAddress);
        Secret session = required(transaction.execute(status -> links.use("SIGN_IN", new Secret(token))
                .map(link -> session(required(link.account())))
                .orElseThrow(() -> new Problem.Unauthenticated("This link is used or out of date."))));
        accounts.forgetAttempts(attempt);
        return session;
    }

    /** A link by which the same person can sign in once more, e.g. on another device. */
    String newSignInToken(Caller.Person person) {
        return links.signIn(person.account(), LINK).text();
    }

    /**
     * Joins a workspace by invitation, with the account of that address, which is made if there is none.
     *
     * @throws Problem.TooManyRequests as {@link #signIn}: whoever invites an address may not guess its password by that
     */
    Secret accept(String token, String name, String password, String clientAddress) {
        Secret invitation = new Secret(token);
        String attempt = links.find("INVITATION", invitation)
                .map(link -> EmailAddress.parse(required(link.email())).key())
                .orElseGet(() -> attempt(token));
        allow(attempt, clientAddress);
        Secret session = required(transaction.execute(status -> {
            OneTimeLinks.Link link = links.use("INVITATION", invitation)
                    .orElseThrow(() -> new Problem.Forbidden("This invitation is used or out of date."));
            EmailAddress email = EmailAddress.parse(required(link.email()));
            Optional<Accounts.Account> known = accounts.find(email);
            if (known.isPresent() && !passwords.matches(password, known.get().passwordHash())) {
                throw new Problem.Unauthenticated("There is an account for this address; give its password.");
            }
            UUID id = known.map(Accounts.Account::id).orElseGet(() -> accounts.insert(email, name, hash(password)));
            WorkspaceId workspace = required(link.workspace());
            workspaces.setRole(workspace, id, required(link.role()));
            return session(id);
        }));
        accounts.forgetAttempts(attempt);
        return session;
    }

    /** Counts an attempt in a transaction of its own, so that it counts whatever becomes of it. */
    private void allow(String attempt, String clientAddress) {
        Accounts.Attempts attempts = accounts.attempt(attempt, clientAddress, WINDOW);
        if (attempts.byEmail() > ATTEMPTS_BY_EMAIL || attempts.byClient() > ATTEMPTS_BY_CLIENT) {
            throw new Problem.TooManyRequests("Too many attempts; wait a quarter of an hour.", WINDOW);
        }
    }

    /** What attempts with a link are counted under; no address has this form. */
    private static String attempt(String token) {
        return "link/" + HexFormat.of().formatHex(new Secret(token).hash(), 0, 8);
    }

    void signOut(Secret session) {
        accounts.closeSession(session);
    }

    List<Workspaces.Membership> memberships(Caller.Person person) {
        return workspaces.memberships(person.account());
    }

    private Secret session(UUID account) {
        Secret secret = Secret.generate("");
        accounts.openSession(account, secret, SESSION);
        return secret;
    }

    private String hash(String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (password.length() < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD_BYTES) {
            throw new Problem.Invalid(
                    "password",
                    "it has " + password.length() + " characters",
                    "at least " + SHORTEST_PASSWORD + " characters and at most " + LONGEST_PASSWORD_BYTES + " bytes");
        }
        return encode(password);
    }

    private String encode(String password) {
        return required(passwords.encode(password));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a value is missing that was stored with the others");
        }
        return value;
    }

    /** An account to be made. */
    record NewAccount(EmailAddress email, String name, String password) {}
}
