/**
 * The lab: a mailbox world for the demo, the tests and the benchmarks, as one program or in process.
 * It owns no tables.
 * Started by {@code ./lettermill demo}, by tests and by benchmarks; the product never imports it.
 * It knows the product by SMTP and HTTP alone, as the outside world does.
 */
@NullMarked
package lettermill.lab;

import org.jspecify.annotations.NullMarked;
