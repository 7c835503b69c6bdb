package lettermill.lab.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lettermill.lab.world.Manner.Accepts;
import lettermill.lab.world.Manner.BouncesLater;
import lettermill.lab.world.Manner.DropsAfterAnswer;
import lettermill.lab.world.Manner.DropsBeforeAnswer;
import lettermill.lab.world.Manner.Greylists;
import lettermill.lab.world.Manner.HasFullMailboxes;
import lettermill.lab.world.Manner.RefusesUnknownUsers;
import lettermill.lab.world.Manner.Throttles;
import lettermill.lab.world.Provider.Readers;

/** The world's mailbox providers by domain. A domain that is not listed accepts everything and has mixed readers. */
public final class Providers {
    private static final List<Provider> DEFAULTS = List.of(
            new Provider("bluepost.example", new Accepts(), 340, Readers.WEBMAIL),
            new Provider("orchardmail.example", new Accepts(), 240, Readers.APPLE),
            new Provider("office.example.com", new Accepts(), 140, Readers.OFFICE),
            new Provider("mail.example.net", new Accepts(), 100, Readers.MIXED),
            new Provider("greylist.example", new Greylists(), 50, Readers.MIXED),
            new Provider("throttle.example", new Throttles(60), 40, Readers.MIXED),
            new Provider("unknown-users.example", new RefusesUnknownUsers(0.3), 30, Readers.MIXED),
            new Provider("full-mailboxes.example", new HasFullMailboxes(0.1), 20, Readers.MIXED),
            new Provider("bounces-later.example", new BouncesLater(0.4), 20, Readers.MIXED),
            new Provider("drops-before-answer.test", new DropsBeforeAnswer(0.1), 10, Readers.MIXED),
            new Provider("drops-after-answer.test", new DropsAfterAnswer(0.3), 10, Readers.MIXED));

    private final Map<String, Provider> byDomain = new LinkedHashMap<>();

    private Providers(List<Provider> providers) {
        providers.forEach(provider -> byDomain.put(provider.domain(), provider));
    }

    /** The table the demo uses. */
    public static Providers defaults() {
        return new Providers(DEFAULTS);
    }

    /** The same table with one provider put in, or put in another's place. */
    public Providers with(Provider provider) {
        Providers copy = new Providers(all());
        copy.byDomain.put(provider.domain(), provider);
        return copy;
    }

    public List<Provider> all() {
        return List.copyOf(byDomain.values());
    }

    /** The provider of an address; its domain is compared without regard to case. */
    public Provider of(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        Provider known = byDomain.get(domain);
        return known != null ? known : new Provider(domain, new Accepts(), 0, Readers.MIXED);
    }
}
