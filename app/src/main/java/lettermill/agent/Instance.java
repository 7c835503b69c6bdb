package lettermill.agent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Who this process is, for as long as it lives. */
@Component
@Profile(AgentService.PROFILE)
class Instance {

    /** A wave was meant for another process. */
    static final class Another extends RuntimeException {}

    private final UUID id = UUID.randomUUID();

    UUID id() {
        return id;
    }

    /** @throws Another unless this process is meant */
    void require(@Nullable UUID meant) {
        if (!id.equals(meant)) {
            throw new Another();
        }
    }
}
