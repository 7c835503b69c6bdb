package lettermill.health;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lettermill.problem.ProblemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 at once while the database is away, or, to requests that change something, while it takes no changes. What
 * needs no database passes: health, metrics, the browser application, and pixels and clicks, whose hits wait in memory.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class DatabaseGate extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);
    private static final List<String> ON_DATABASE =
            List.of("/api/", "/workspaces/", "/preferences/", "/u/", "/webhooks/");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final DatabaseWatch watch;
    private final ProblemWriter writer;

    DatabaseGate(DatabaseWatch watch, ProblemWriter writer) {
        this.watch = watch;
        this.writer = writer;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return ON_DATABASE.stream().noneMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DatabaseState state = watch.state();
        boolean passes = switch (state.condition()) {
            case WELL -> true;
            case TAKES_NO_CHANGES -> READING.contains(request.getMethod());
            case AWAY -> false;
        };
        if (!passes) {
            writer.write(request, response, state.problem());
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException failure) {
            // Met by a filter, who the request comes from being the first thing that is asked of the database.
            Optional<DatabaseState> trouble = DatabaseTrouble.of(failure);
            if (trouble.isEmpty()) {
                throw failure;
            }
            LOG.debug("{} {} found no database", request.getMethod(), request.getRequestURI(), failure);
            writer.write(request, response, trouble.get().problem());
        }
    }
}
