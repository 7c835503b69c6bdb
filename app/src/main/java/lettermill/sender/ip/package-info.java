/**
 * The addresses that a workspace's mail leaves from, where it has some of its own.
 * It owns sender.dedicated_ip.
 * Pools name them and routing chooses among them; people add them and have their names checked; warming writes their caps and pauses.
 * It never opens a connection: MailAgent binds the address and asks DNS.
 */
@NullMarked
package lettermill.sender.ip;

import org.jspecify.annotations.NullMarked;
