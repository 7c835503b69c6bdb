package lettermill.mailagent.dns;

import java.util.List;

/** What DNS says to one question. Only {@link Absent} is a "no"; a {@link Failed} question says nothing about the name. */
public sealed interface Answer<T> {

    /**
     * @param values at least one
     * @param aliases the CNAME targets that led to the values, in order; empty if the name itself has them
     */
    record Found<T>(List<T> values, List<String> aliases) implements Answer<T> {
        public Found {
            values = List.copyOf(values);
            aliases = List.copyOf(aliases);
        }
    }

    /** The name has no such record; counted as a void lookup by SPF (RFC 7208 section 4.6.4). */
    record Absent<T>(Absence why) implements Answer<T> {}

    /** @param detail in words, for the operator */
    record Failed<T>(Failure why, String detail) implements Answer<T> {}

    enum Absence {
        /** NXDOMAIN, or a name that cannot exist in DNS. */
        NO_SUCH_NAME,
        /** The name exists without a record of this type. */
        NO_SUCH_RECORD
    }

    enum Failure {
        /** Nobody answered in time. */
        SILENCE,
        /** SERVFAIL, REFUSED and other error codes. */
        SERVER_FAILURE,
        /** The aliases lead in a circle or are too many. */
        ALIAS_LOOP,
        /** The answer cannot be read or belongs to another question. */
        NONSENSE
    }

    /** The values found; empty when there are none or nobody knows. */
    default List<T> values() {
        return this instanceof Found<T>(List<T> values, List<String> aliases) ? values : List.of();
    }
}
