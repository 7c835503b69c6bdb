package lettermill.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of accounts, their sessions, and sign-in attempts. */
@Repository
class Accounts {

    private final JdbcClient database;
    private final Clock clock;

    Accounts(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean none() {
        return database.sql("SELECT NOT EXISTS (SELECT FROM workspace.account)")
                .query(Boolean.class)
                .single();
    }

    UUID insert(EmailAddress email, String name, String passwordHash) {
        try {
            return database.sql("""
                            INSERT INTO workspace.account (email, email_key, name, password_hash, created_at, updated_at)
                            VALUES (:email, :key, :name, :hash, :now, :now)
                            RETURNING id
                            """)
                    .param("email", email.display())
                    .param("key", email.key())
                    .param("name", name)
                    .param("hash", passwordHash)
                    .param("now", now())
                    .query(UUID.class)
                    .single();
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is an account for " + email.display() + " already; sign in with it.");
        }
    }

    Optional<Account> find(EmailAddress email) {
        return database.sql("SELECT id, email, name, password_hash FROM workspace.account WHERE email_key = :key")
                .param("key", email.key())
                .query((row, number) -> new Account(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getString("name"),
                        row.getString("password_hash")))
                .optional();
    }

    void openSession(UUID account, Secret secret, Duration life) {
        database.sql("DELETE FROM workspace.session WHERE expires_at < :now")
                .param("now", now())
                .update();
        database.sql("""
                        INSERT INTO workspace.session (secret_hash, account_id, created_at, expires_at)
                        VALUES (:hash, :account, :now, :until)
                        """)
                .param("hash", secret.hash())
                .param("account", account)
                .param("now", now())
                .param("until", now().plus(life))
                .update();
    }

    Optional<Caller.Person> session(Secret secret) {
        return database.sql("""
                        SELECT a.id, a.email, a.name FROM workspace.session s JOIN workspace.account a ON a.id = s.account_id
                        WHERE s.secret_hash = :hash AND s.expires_at > :now
                        """)
                .param("hash", secret.hash())
                .param("now", now())
                .query((row, number) -> new Caller.Person(
                        row.getObject("id", UUID.class), row.getString("email"), row.getString("name")))
                .optional();
    }

    void closeSession(Secret secret) {
        database.sql("DELETE FROM workspace.session WHERE secret_hash = :hash")
                .param("hash", secret.hash())
                .update();
    }

    /** Counts an attempt before it is judged, so that parallel guesses are counted too. */
    Attempts attempt(String emailKey, String clientAddress, Duration window) {
        database.sql("DELETE FROM workspace.sign_in_attempt WHERE attempted_at < :before")
                .param("before", now().minus(window))
                .update();
        database.sql(
                        "INSERT INTO workspace.sign_in_attempt (email_key, client_address, attempted_at) VALUES (:email, :client, :now)")
                .param("email", emailKey)
                .param("client", clientAddress)
                .param("now", now())
                .update();
        return database.sql("""
                        SELECT count(*) FILTER (WHERE email_key = :email) AS by_email,
                               count(*) FILTER (WHERE client_address = :client) AS by_client
                        FROM workspace.sign_in_attempt
                        WHERE email_key = :email OR client_address = :client
                        """)
                .param("email", emailKey)
                .param("client", clientAddress)
                .query((row, number) -> new Attempts(row.getLong("by_email"), row.getLong("by_client")))
                .single();
    }

    void forgetAttempts(String emailKey) {
        database.sql("DELETE FROM workspace.sign_in_attempt WHERE email_key = :email")
                .param("email", emailKey)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** A person who can sign in. */
    record Account(UUID id, String email, String name, String passwordHash) {}

    /** How often somebody tried of late. */
    record Attempts(long byEmail, long byClient) {}
}
