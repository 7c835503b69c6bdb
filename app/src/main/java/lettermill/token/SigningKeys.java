package lettermill.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of token.signing_key. */
@Repository
class SigningKeys {

    private static final int SECRET_BYTES = 32;

    private final JdbcClient database;
    private final Clock clock;

    SigningKeys(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** All keys by id, oldest first; the first is made when there is none, once for all processes. */
    Map<Integer, byte[]> all() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        database.sql("""
                        INSERT INTO token.signing_key (id, secret, created_at)
                        SELECT 1, :secret, :now
                        WHERE NOT EXISTS (SELECT FROM token.signing_key)
                        ON CONFLICT DO NOTHING
                        """)
                .param("secret", secret)
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .update();
        Map<Integer, byte[]> keys = new LinkedHashMap<>();
        database.sql("SELECT id, secret FROM token.signing_key ORDER BY id").query(row -> {
            keys.put(row.getInt("id"), row.getBytes("secret"));
        });
        return keys;
    }
}
