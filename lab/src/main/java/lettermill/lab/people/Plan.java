package lettermill.lab.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lettermill.lab.world.Diary.Deed;
import lettermill.lab.world.Dice;
import lettermill.lab.world.Provider.Readers;

/**
 * What will be done with one mail, all of it decided on arrival.
 *
 * @param program what it is read with
 * @param steps in order of time
 */
record Plan(MailProgram program, List<Step> steps) {
    /** Shares of mails, where the person's keenness does not decide. */
    private static final double ONE_CLICK_SHARE = 0.008;

    private static final double PREFERENCE_PAGE_SHARE = 0.02;
    private static final double COMPLAINT_SHARE = 0.002;

    /**
     * One deed to come.
     *
     * @param after the mail arrived, in the world's time
     */
    record Step(Deed deed, Duration after) {}

    /**
     * Decides from the seed alone.
     *
     * @param nthMail 1 for the first mail to this address; the same person does not do the same with every mail
     */
    static Plan of(String address, Readers readers, int nthMail, Dice dice) {
        String nth = Integer.toString(nthMail);
        MailProgram program = MailProgram.of(address, readers, dice);
        double keen = dice.roll("keen", address);
        List<Step> steps = new ArrayList<>();
        if (readers == Readers.OFFICE) {
            steps.add(new Step(Deed.SCANNER_FETCH, Duration.ZERO));
        }
        if (program.images() == MailProgram.Images.ON_ARRIVAL) {
            steps.add(new Step(Deed.PREFETCH, minutes(20 * dice.roll("prefetch", address, nth))));
        }
        if (dice.falls(ONE_CLICK_SHARE, "one-click", address, nth)) {
            steps.add(new Step(Deed.ONE_CLICK_UNSUBSCRIBE, minutes(300 * dice.roll("one-click-when", address, nth))));
        } else if (dice.falls(COMPLAINT_SHARE, "complains", address, nth)) {
            steps.add(new Step(Deed.COMPLAINT, minutes(300 * dice.roll("complains-when", address, nth))));
        } else if (dice.falls(0.15 + 0.6 * keen, "opens", address, nth)) {
            addReading(steps, program, dice, address, nth);
        }
        return new Plan(program, List.copyOf(steps));
    }

    /** Opening falls off over hours; what follows comes within minutes of it. */
    private static void addReading(List<Step> steps, MailProgram program, Dice dice, String address, String nth) {
        double opened = Math.min(-Math.log(1 - dice.roll("opens-when", address, nth)) * 240, 3 * 24 * 60);
        if (program.images() == MailProgram.Images.WHEN_OPENED) {
            steps.add(new Step(Deed.OPEN, minutes(opened)));
        }
        if (dice.falls(PREFERENCE_PAGE_SHARE, "leaves-by-page", address, nth)) {
            steps.add(new Step(Deed.PREFERENCE_PAGE_UNSUBSCRIBE, minutes(opened + 1)));
        } else if (dice.falls(0.1 + 0.3 * dice.roll("keen", address), "clicks", address, nth)) {
            steps.add(new Step(Deed.CLICK, minutes(opened + 0.2 + 3 * dice.roll("clicks-when", address, nth))));
        }
    }

    private static Duration minutes(double minutes) {
        return Duration.ofMillis((long) (minutes * 60_000));
    }
}
