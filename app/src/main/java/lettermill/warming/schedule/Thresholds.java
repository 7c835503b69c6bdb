package lettermill.warming.schedule;

import java.util.ArrayList;
import java.util.List;
import lettermill.ledger.outcome.Outcomes;

/**
 * What a warming bears on a day. Rates are fractions: 0.05 is 5 %.
 *
 * @param minMessages from so many mails on a rate says something
 * @param minComplaints from so many complaints on, one being an accident
 */
public record Thresholds(
        double maxBounceRate, double maxComplaintRate, double minDeliveryRate, int minMessages, int minComplaints) {

    public static final Thresholds DEFAULT = new Thresholds(0.05, 0.001, 0.90, 20, 2);

    /** What a day's figures pass. */
    public List<Breach> breaches(Outcomes day) {
        List<Breach> found = new ArrayList<>();
        boolean enough = day.attempted() >= minMessages;
        if (enough && day.bounceRate() > maxBounceRate) {
            found.add(new Breach(Breach.Kind.BOUNCE, day.bounceRate(), day.attempted(), maxBounceRate));
        }
        if (enough && day.complaints() >= minComplaints && day.complaintRate() > maxComplaintRate) {
            found.add(new Breach(Breach.Kind.COMPLAINT, day.complaintRate(), day.attempted(), maxComplaintRate));
        }
        if (day.settled() >= minMessages && day.deliveryRate() < minDeliveryRate) {
            found.add(new Breach(Breach.Kind.DELIVERY, day.deliveryRate(), day.settled(), minDeliveryRate));
        }
        return found;
    }

    /** Whether a day's figures are more than half way to a breach. */
    public boolean near(Outcomes day) {
        return day.attempted() >= minMessages
                && (day.bounceRate() > maxBounceRate / 2
                        || (day.complaints() > 0 && day.complaintRate() > maxComplaintRate / 2)
                        || (day.settled() >= minMessages && day.deliveryRate() < (1 + minDeliveryRate) / 2));
    }
}
