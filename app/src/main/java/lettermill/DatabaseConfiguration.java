package lettermill;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The one database of the process, migrated before anybody sees it, and the one clock. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** The real one, but for a lab that names a file to move it by. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(Environment settings) {
        String file = settings.getProperty("lettermill.clock", "");
        return file.isBlank()
                ? Clock.systemUTC()
                : MovedClock.onLoopback(
                        Path.of(file),
                        settings.getProperty("server.address", ""),
                        settings.getProperty("lettermill.base-url", ""));
    }

    @Bean
    @Conditional(NoDatabaseUrl.class)
    EmbeddedDatabase embeddedDatabase(DatabaseSettings settings) {
        return EmbeddedDatabase.start(settings.data(), settings.port());
    }

    @Bean
    HikariDataSource dataSource(DatabaseSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        @Nullable EmbeddedDatabase own = embedded.getIfAvailable();
        HikariConfig config = new HikariConfig();
        config.setPoolName("lettermill");
        config.setMaximumPoolSize(settings.poolSize());
        config.setJdbcUrl(own == null ? settings.jdbcUrl() : own.jdbcUrl());
        config.setUsername(own == null ? settings.user() : own.user());
        config.setPassword(own == null ? settings.password() : own.password());
        // A request that finds no connection is answered 503 while its sender still waits.
        config.setConnectionTimeout(5_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        HikariDataSource database = new HikariDataSource(config);
        Migrations.migrate(database, settings.schemas());
        return database;
    }

    /** True while DATABASE_URL is not set. */
    static final class NoDatabaseUrl implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment()
                    .getProperty("lettermill.database.url", "")
                    .isBlank();
        }
    }
}
