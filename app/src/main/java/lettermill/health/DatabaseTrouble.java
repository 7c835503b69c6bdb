package lettermill.health;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/**
 * Which failures say that the database as a whole can't serve (PostgreSQL manual, appendix A): classes 08, 53, 57P and 58, and
 * 25006 of a database that is read-only.
 */
public final class DatabaseTrouble {

    private static final String READ_ONLY = "25006";
    private static final String DISK_FULL = "53100";
    private static final Set<String> CLASSES = Set.of("08", "53", "58");
    private static final int CLASS = 2;

    private DatabaseTrouble() {}

    /** What a failure says about the database; empty when it is only about its own statement. */
    public static Optional<DatabaseState> of(Throwable failure) {
        @Nullable SQLException sql = cause(failure, SQLException.class);
        if (sql != null && sql.getSQLState() != null) {
            return of(sql.getSQLState());
        }
        boolean noConnection = cause(failure, TransactionException.class) != null
                || cause(failure, DataAccessResourceFailureException.class) != null
                || sql != null && cause(failure, DataAccessException.class) == null;
        return noConnection ? Optional.of(DatabaseState.away("it does not answer")) : Optional.empty();
    }

    static Optional<DatabaseState> of(String sqlState) {
        return switch (sqlState) {
            case READ_ONLY -> Optional.of(DatabaseState.takesNoChanges("it is read-only"));
            case DISK_FULL -> Optional.of(DatabaseState.takesNoChanges("its disk is full"));
            default ->
                CLASSES.contains(sqlState.substring(0, Math.min(CLASS, sqlState.length())))
                                || sqlState.startsWith("57P")
                        ? Optional.of(DatabaseState.away("it does not answer (SQLSTATE " + sqlState + ")"))
                        : Optional.empty();
        };
    }

    private static <T> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
