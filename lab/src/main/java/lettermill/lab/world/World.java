package lettermill.lab.world;

import java.util.Locale;

/** What everybody in the lab shares: who the providers are, how chance falls, what time it is, and what was done. */
public record World(Providers providers, Dice dice, WorldClock clock, Diary diary) {
    /** Whether mail to this address is taken first and bounced afterwards. */
    public boolean bouncesLater(String recipient) {
        String address = recipient.toLowerCase(Locale.ROOT);
        return providers.of(address).manner() instanceof Manner.BouncesLater(double share)
                && dice.falls(share, "bounces", address);
    }
}
