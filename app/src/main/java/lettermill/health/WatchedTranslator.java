package lettermill.health;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

/** Every statement's failure comes past here: those about the database as a whole are told to the watch. */
@Component
class WatchedTranslator implements SQLExceptionTranslator {

    private final SQLExceptionTranslator usual = new SQLExceptionSubclassTranslator();
    private final ObjectProvider<DatabaseWatch> watch;

    WatchedTranslator(ObjectProvider<DatabaseWatch> watch) {
        this.watch = watch;
    }

    @Override
    public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException failure) {
        if (DatabaseTrouble.of(failure).isPresent()) {
            watch.ifAvailable(told -> told.notice(failure));
            return new DataAccessResourceFailureException(task + ": " + failure.getMessage(), failure);
        }
        return usual.translate(task, sql, failure);
    }
}
