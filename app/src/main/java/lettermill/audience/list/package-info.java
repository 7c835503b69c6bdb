/**
 * Named lists that people are on.
 * It owns audience.list and writes memberships.
 * Its endpoints and the imports' plans name lists; campaigns target them by id.
 * It never changes what a person agreed to: leaving a list is not unsubscribing.
 */
@NullMarked
package lettermill.audience.list;

import org.jspecify.annotations.NullMarked;
