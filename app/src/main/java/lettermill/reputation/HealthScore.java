package lettermill.reputation;

import java.util.Locale;
import lettermill.ledger.outcome.Outcomes;
import lettermill.sender.HealthStatus;

/**
 * What figures come to. The parts are 0 to 100, 100 being best; docs/reputation.md has the arithmetic.
 *
 * @param score weighted by 35, 35, 15 and 15 %, rounded down
 * @param mails of which it was made
 */
public record HealthScore(
        double bounce,
        double complaint,
        double delivery,
        double engagement,
        int score,
        HealthStatus status,
        long mails) {

    /** From so many mails on a rate says something. */
    static final int MIN_MAILS = 20;

    /** One complaint is an accident. */
    static final int MIN_COMPLAINTS = 2;

    /** So many mails of which none should have left are no accident. */
    private static final int CERTAIN = 100;

    private static final double WORST_BOUNCE_RATE = 0.10;
    private static final double WORST_COMPLAINT_RATE = 0.003;
    private static final double BEST = 100;
    private static final double UNKNOWN_ENGAGEMENT = 50;
    private static final int BELOW_POOR = HealthStatus.POOR.from() - 1;

    public static HealthScore of(Outcomes figures) {
        if (figures.attempted() < MIN_MAILS) {
            return new HealthScore(
                    BEST, BEST, BEST, UNKNOWN_ENGAGEMENT, (int) BEST, HealthStatus.EXCELLENT, figures.attempted());
        }
        double mails = figures.attempted();
        double bounce = part((figures.bounced() + figures.hardBounced()) / mails, WORST_BOUNCE_RATE);
        double complaint =
                figures.complaints() < MIN_COMPLAINTS ? BEST : part(figures.complaintRate(), WORST_COMPLAINT_RATE);
        double delivery = figures.settled() < MIN_MAILS ? BEST : BEST * figures.deliveryRate();
        double engagement = figures.delivered() == 0
                ? UNKNOWN_ENGAGEMENT
                : Math.min(BEST, 200 * figures.openRate() + 1000 * figures.clickRate());
        // A rounding error must not cost a point where the sum is a whole number.
        int sum = (int) Math.floor(0.35 * bounce + 0.35 * complaint + 0.15 * delivery + 0.15 * engagement + 1e-9);
        boolean hopeless = figures.attempted() >= CERTAIN && (bounce == 0 || complaint == 0);
        int score = hopeless ? Math.min(sum, BELOW_POOR) : sum;
        return new HealthScore(
                bounce, complaint, delivery, engagement, score, HealthStatus.of(score), figures.attempted());
    }

    /** Whether there was enough mail to say anything. */
    boolean judged() {
        return mails >= MIN_MAILS;
    }

    private static double part(double rate, double worst) {
        return BEST * Math.max(0, 1 - rate / worst);
    }

    /** {@code health 22 of 100 (CRITICAL): bounce 12.5 % (8 % hard), complaint 0 %, delivery 87.5 % of 400}. */
    static String words(Outcomes figures, HealthScore health) {
        return "health %d of 100 (%s): bounce %s (%s hard), complaint %s, delivery %s of %d"
                .formatted(
                        health.score(),
                        health.status(),
                        percent(figures.bounceRate()),
                        percent((double) figures.hardBounced() / Math.max(1, figures.attempted())),
                        percent(figures.complaintRate()),
                        percent(figures.deliveryRate()),
                        figures.attempted());
    }

    private static String percent(double fraction) {
        String text = String.format(Locale.ROOT, fraction < 0.01 ? "%.3f" : "%.1f", fraction * 100);
        return text.replaceAll("\\.?0+$", "") + " %";
    }
}
