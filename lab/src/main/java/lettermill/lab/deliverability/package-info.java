/**
 * The demo of deliverability: five providers, three domains, weeks of warming in minutes, and what goes wrong meanwhile.
 * It owns no table.
 * The script calls it.
 * It never uses a door of the product that is not open to everybody, and judges by what the lab received, not by what the product counts.
 */
@NullMarked
package lettermill.lab.deliverability;

import org.jspecify.annotations.NullMarked;
