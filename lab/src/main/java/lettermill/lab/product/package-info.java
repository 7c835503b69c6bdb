/**
 * The product as the outside world meets it: a process to start and an HTTP API to call.
 * It owns no table.
 * The demo and the benchmarks call it.
 * It never shares a class with the product.
 */
@NullMarked
package lettermill.lab.product;

import org.jspecify.annotations.NullMarked;
