package lettermill.routing;

/** What is to be said of a way. */
public sealed interface Verdict {

    /**
     * It may be taken.
     *
     * @param room mails that today's caps still leave; {@link Integer#MAX_VALUE} for no cap
     */
    record Eligible(int room) implements Verdict {}

    /**
     * It may not.
     *
     * @param wrong why not, for a person
     * @param right what would help
     */
    record Excluded(Reason reason, String wrong, String right) implements Verdict {}

    /** Why a way may not be taken. */
    enum Reason {
        PROVIDER_PAUSED(Heals.BY_SOMEBODY),
        /** The domain has no identity to send from. */
        NO_IDENTITY(Heals.BY_SOMEBODY),
        /** The domain is paused, by a person or by its figures. */
        DOMAIN_PAUSED(Heals.BY_SOMEBODY),
        /** The domain was not verified yet, or is not any more. */
        DOMAIN_STATUS(Heals.BY_SOMEBODY),
        /** The domain's health is CRITICAL. */
        HEALTH(Heals.BY_SOMEBODY),
        IP_PAUSED(Heals.BY_SOMEBODY),
        /** The address's name is not confirmed by DNS. */
        IP_STATUS(Heals.BY_SOMEBODY),
        /** The machine that sends has no such address. */
        IP_UNBINDABLE(Heals.BY_SOMEBODY),
        /** The breaker is open. */
        PROVIDER_FAILING(Heals.BY_TIME),
        PROVIDER_CAP(Heals.BY_TIME),
        DOMAIN_CAP(Heals.BY_TIME),
        IP_CAP(Heals.BY_TIME),
        /** The day's cap of a domain or an address that is being warmed up. */
        WARMING_ROOM(Heals.BY_TIME),
        /** What of that a mailbox provider may get. */
        WARMING_SHARE(Heals.BY_TIME);

        private final Heals heals;

        Reason(Heals heals) {
            this.heals = heals;
        }

        /** Whether waiting helps. */
        boolean passes() {
            return heals == Heals.BY_TIME;
        }

        private enum Heals {
            BY_TIME,
            BY_SOMEBODY
        }
    }
}
