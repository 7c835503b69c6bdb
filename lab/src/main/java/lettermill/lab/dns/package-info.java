/**
 * The world's DNS: one server on loopback that answers for every name, from a zone that is changed while it runs.
 * The demo publishes its sending domain there; tests of whatever asks DNS publish what they need, faults included.
 * It keeps everything in memory.
 * It never asks another server.
 */
@NullMarked
package lettermill.lab.dns;

import org.jspecify.annotations.NullMarked;
