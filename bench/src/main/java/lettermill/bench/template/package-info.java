/**
 * The newsletter that benchmarks send, and how fast templates are rendered beside jinjava, the other Jinja for the JVM.
 * It owns no table.
 * Benchmarks and {@code BenchMain} call it.
 * It never starts the product.
 */
@NullMarked
package lettermill.bench.template;

import org.jspecify.annotations.NullMarked;
