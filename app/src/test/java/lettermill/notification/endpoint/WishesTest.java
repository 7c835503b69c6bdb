package lettermill.notification.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import lettermill.TestDatabase;
import lettermill.base.WorkspaceId;
import lettermill.notification.NotificationType;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The send path asks for each fact; the database is asked now and then. */
class WishesTest {

    private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    private final AtomicInteger asked = new AtomicInteger();
    private final Endpoints counted = new Endpoints(JdbcClient.create(TestDatabase.fresh())) {
        @Override
        Set<String> wanted(WorkspaceId of) {
            asked.incrementAndGet();
            return super.wanted(of);
        }
    };

    @Test
    void aHundredThousandFactsOfAWorkspaceWithoutEndpointsCostAStatementNowAndThen() {
        Wishes wishes = new Wishes(counted);
        for (int fact = 0; fact < 100_000; fact++) {
            assertThat(wishes.include(workspace, NotificationType.MESSAGE_SEND)).isFalse();
        }
        assertThat(asked.get()).isLessThan(100);
    }

    @Test
    void whatThisProcessChangesItKnowsAtOnce() {
        Wishes wishes = new Wishes(counted);
        wishes.include(workspace, NotificationType.MESSAGE_SEND);
        wishes.on(new EndpointsChanged(workspace));
        wishes.include(workspace, NotificationType.MESSAGE_SEND);
        assertThat(asked.get()).isEqualTo(2);
    }
}
