/**
 * What kinds of mail a workspace sends, so that people can choose among them.
 * It owns audience.category and audience.category_default.
 * Its endpoints, and campaigns that name no category of their own.
 * It never stores anybody's choice: that is consent.
 */
@NullMarked
package lettermill.audience.category;

import org.jspecify.annotations.NullMarked;
