package lettermill.mailagent.spf;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The mechanisms of RFC 7208 section 5. A null target is the domain under check. */
sealed interface Mechanism {

    record All() implements Mechanism {}

    record Include(MacroString target) implements Mechanism {}

    record A(@Nullable MacroString target, Lengths lengths) implements Mechanism {}

    record Mx(@Nullable MacroString target, Lengths lengths) implements Mechanism {}

    record Ptr(@Nullable MacroString target) implements Mechanism {}

    record Ip(InetAddress network, int length) implements Mechanism {}

    record Exists(MacroString target) implements Mechanism {}

    /** Leading bits that have to agree, for each kind of address. */
    record Lengths(int ip4, int ip6) {
        static final Lengths WHOLE = new Lengths(32, 128);
    }
}
