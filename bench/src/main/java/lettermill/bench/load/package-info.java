/**
 * The same work without us: a bare pipelined SMTP client and the sink it sends to, plain HTTP load, and what is measured of a process.
 * It owns no table.
 * Benchmarks call it for their limits.
 * It never touches the product's classes.
 */
@NullMarked
package lettermill.bench.load;

import org.jspecify.annotations.NullMarked;
