package lettermill.workspace;

import java.util.Set;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;

/**
 * Who does something in which workspace; a controller's parameter of this type is filled after the check of {@link Needs}.
 *
 * @param actor for the audit log: the account's e-mail address, or the API key's name
 */
public record Access(WorkspaceId workspace, String actor, Set<Permission> permissions) {

    public Access {
        permissions = Set.copyOf(permissions);
    }

    /**
     * Asks for more than the endpoint as a whole needs.
     *
     * @throws Problem.Forbidden when the caller may not do it
     */
    public void require(Permission permission) {
        if (!permissions.contains(permission)) {
            throw new Problem.Forbidden(actor + " has no permission " + permission + " in this workspace.");
        }
    }
}
