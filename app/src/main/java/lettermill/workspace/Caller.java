package lettermill.workspace;

import java.util.Set;
import java.util.UUID;
import lettermill.base.WorkspaceId;

/** Who a request comes from. */
public sealed interface Caller {

    /** A person with a session. */
    record Person(UUID account, String email, String name) implements Caller {}

    /** A program with an API key of one workspace. */
    record Program(WorkspaceId workspace, String name, Set<Permission> scopes) implements Caller {}
}
