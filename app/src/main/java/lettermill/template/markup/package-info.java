/**
 * What is done to the text of a template or a letter as text: hiding Jinja from an HTML parser, placing the preheader,
 * making the plain-text part, comparing versions.
 * It owns no table.
 * Only the template package calls it.
 * It never renders, and knows neither workspaces nor people.
 */
@NullMarked
package lettermill.template.markup;

import org.jspecify.annotations.NullMarked;
