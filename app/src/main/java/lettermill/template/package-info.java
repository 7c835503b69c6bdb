/**
 * What is mailed: templates with every version ever saved, and how a letter for one person is made of them.
 * It owns template.template and template.version.
 * Delivery and campaigns freeze, compile and render through it; the API edits, previews and lints.
 * It never mails anything, never rewrites a link, and lets no template reach beyond its context.
 */
@NullMarked
package lettermill.template;

import org.jspecify.annotations.NullMarked;
