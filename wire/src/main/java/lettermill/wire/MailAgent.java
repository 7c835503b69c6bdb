package lettermill.wire;

import java.time.Duration;
import java.util.List;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistQuestion;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.MailHosts;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.TrackingHost;

/**
 * The service that puts mail on the wire and holds the secrets this takes. Safe for use by several threads; {@link #deliver}
 * blocks its caller's thread until every letter has an outcome.
 */
public interface MailAgent {

    /**
     * Delivers the letters of one wave and answers one outcome for each, in the order of the letters. Faults of a letter, a
     * recipient, the provider or the network are outcomes, never exceptions. A letter that was accepted, or
     * became unknown, is not sent again for the same attempt: the outcome of that time is repeated. One that was deferred or
     * refused may come again with the same attempt, over another provider for example.
     */
    List<Outcome> deliver(Wave wave);

    /** Creates or replaces a provider. Credentials that are null keep those stored before. */
    void saveProvider(ProviderSpec provider);

    /** Forgets a provider and its secrets; unknown ones are forgotten already. */
    void removeProvider(ProviderKey provider);

    /** Connects and signs in, or makes a vendor's cheapest call that asks for its key, within some 20 seconds; sends no mail. */
    ProviderStatus probeProvider(ProviderKey provider);

    /** Makes the DKIM key of a sending domain, or finds the one made before. */
    DkimKey createDomain(DomainKey domain);

    /** The records the owner of the domain has to publish; empty for an unknown domain. */
    List<DnsRecord> records(DomainKey domain);

    /**
     * Asks DNS for the domain's records and judges them as a receiver would, within some 10 seconds whatever DNS does: faults of
     * DNS are verdicts, never exceptions.
     */
    DomainCheck checkDomain(DomainKey domain);

    /**
     * Looks as {@link #checkDomain} does and draws the conclusions for DKIM keys: one whose record is published as wanted starts to
     * sign, and the one before it retires; one that retired {@link #KEEP_RETIRED} ago is erased; an Ed25519 key whose record is gone
     * stops signing. The answer shows the keys as they are afterwards.
     */
    DomainCheck verifyDomain(DomainKey domain);

    /** How long a retired key's record is needed: senders give up after 4 to 5 days (RFC 5321 section 4.5.4.1). */
    Duration KEEP_RETIRED = Duration.ofDays(7);

    /**
     * Makes a successor of each DKIM key that signs, under a selector of its own, or finds the one made before. It waits until
     * {@link #verifyDomain} sees its record.
     *
     * @return the keys beside the RSA key that signs, as in {@link DomainCheck}; empty for an unknown domain
     */
    List<Selector> rotateKeys(DomainKey domain);

    /** Makes an Ed25519 key for a second signature, or finds the one made before; waits and answers as above. */
    List<Selector> addEd25519(DomainKey domain);

    /** Ends the second signature: a key that signed retires, one that waited is forgotten; answers as above. */
    List<Selector> retireEd25519(DomainKey domain);

    /** Asks where a host of links leads, and for its certificate if that is here; within some 10 seconds, as above. */
    RecordCheck checkTracking(TrackingHost host);

    /**
     * Asks blocklists about a domain or a mail server, within some 10 seconds whatever DNS does: one answer for each list and
     * subject. Addresses that are not of the public Internet are on no list and asked of none.
     */
    List<BlocklistAnswer> checkBlocklists(BlocklistQuestion question);

    /**
     * Asks DNS for the name of an address that mail leaves from, and whether the name leads back to it (RFC 1912 section 2.1); within
     * some 10 seconds, as above.
     */
    RecordCheck checkSource(Source source);

    /**
     * Asks DNS who takes the mail of other people's domains, within some 5 seconds whatever DNS does. Answers are kept as long as
     * their records allow; who is {@link MailHosts.Known#UNKNOWN} now may be known the next time.
     *
     * @param domains A-labels, {@value #MOST_DOMAINS} at most
     * @return one for each, in their order
     * @throws InvalidFieldException for more of them
     */
    List<MailHosts> mailHosts(List<String> domains);

    /** How many domains one may ask for at once. */
    int MOST_DOMAINS = 200;

    /** Destroys the domain's private keys; letters signed by them are refused from then on. */
    void removeDomain(DomainKey domain);
}
