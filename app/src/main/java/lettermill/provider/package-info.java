/**
 * Who carries mail: providers, their caps and their health.
 * It owns the schema provider.
 * The settings pages call it, and routing reads it and reserves its caps.
 * It never holds a credential: those go to MailAgent and don't come back.
 */
@NullMarked
package lettermill.provider;

import org.jspecify.annotations.NullMarked;
