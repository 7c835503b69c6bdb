/**
 * Aggregate reports of DMARC (RFC 9990): what receivers saw in a sending domain's name, from which hosts, and whether it was aligned.
 * It owns the tables dmarc.*.
 * People upload reports as they come by mail, and ask what is in them.
 * It never changes what a domain may do: who forges our name is no fault of our mail.
 */
@NullMarked
package lettermill.dmarc;

import org.jspecify.annotations.NullMarked;
