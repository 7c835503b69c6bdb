package lettermill.ledger.outcome;

import java.util.UUID;

/** Where mail comes from, as it is counted: the domain in whose name it leaves, or the address of one's own that it leaves from. */
public record Origin(Kind kind, UUID id) {

    public enum Kind {
        DOMAIN("domain_id"),
        IP("ip_id");

        private final String column;

        Kind(String column) {
            this.column = column;
        }

        /** Of a message's row. */
        String column() {
            return column;
        }
    }

    public static Origin domain(UUID id) {
        return new Origin(Kind.DOMAIN, id);
    }

    public static Origin ip(UUID id) {
        return new Origin(Kind.IP, id);
    }
}
