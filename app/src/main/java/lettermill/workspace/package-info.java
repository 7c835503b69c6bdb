/**
 * Tenants and the people and programs that work in them: accounts, roles, sessions, API keys, invitations, audit.
 * It owns the schema workspace.
 * Every controller takes its {@link lettermill.workspace.Access} from here.
 * It never knows what a workspace is used for.
 */
@NullMarked
package lettermill.workspace;

import org.jspecify.annotations.NullMarked;
