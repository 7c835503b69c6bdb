/**
 * People as users see and edit them: find, create, change, erase, export.
 * It owns audience.subscriber together with imports and consent.
 * Its endpoints, and previews that want a person's attributes.
 * It never brings back anybody who left; that is consent's to decide.
 */
@NullMarked
package lettermill.audience.subscriber;

import org.jspecify.annotations.NullMarked;
