package lettermill.campaign;

import java.util.Set;

/** The life of a campaign. */
public enum CampaignStatus {
    DRAFT,
    SCHEDULED,
    SENDING,
    SENT,
    PAUSED,
    CANCELLED;

    /** Where a person or the clock may take it from here; SENT goes back to SENDING when an unknown message is sent again. */
    Set<CampaignStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(SCHEDULED, SENDING, CANCELLED);
            case SCHEDULED -> Set.of(SCHEDULED, SENDING, PAUSED, CANCELLED);
            case SENDING -> Set.of(SENT, PAUSED, CANCELLED);
            case PAUSED -> Set.of(SCHEDULED, SENDING, CANCELLED);
            case SENT -> Set.of(SENDING);
            case CANCELLED -> Set.of();
        };
    }

    boolean editable() {
        return this == DRAFT || this == SCHEDULED || this == PAUSED;
    }

    boolean deletable() {
        return this == DRAFT || this == CANCELLED;
    }
}
