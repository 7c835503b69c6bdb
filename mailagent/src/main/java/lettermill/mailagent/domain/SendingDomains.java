package lettermill.mailagent.domain;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lettermill.mailagent.domain.DkimKeys.Row;
import lettermill.mailagent.mime.DkimSigner;
import lettermill.mailagent.mime.DomainNames;
import lettermill.mailagent.mime.Rsa;
import lettermill.mailagent.provider.Providers;
import lettermill.mailagent.secret.Secrets;
import lettermill.wire.DkimKey;
import lettermill.wire.DomainKey;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DnsRecord.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the keys of sending domains, shows what to publish and gives out signers. */
public final class SendingDomains {
    private final DkimKeys keys;
    private final Providers providers;
    private final Secrets secrets;
    private final String mailServer;

    /**
     * @param providers their servers stand in the SPF record
     * @param mailServer the name of the server that bounces go to; empty where nobody has told it
     */
    public SendingDomains(JdbcClient jdbc, Secrets secrets, Providers providers, Clock clock, String mailServer) {
        this.mailServer = mailServer;
        this.keys = new DkimKeys(jdbc, clock);
        this.providers = providers;
        this.secrets = secrets;
    }

    /** Makes the domain's key, or finds the one made before. */
    public DkimKey create(DomainKey domain) {
        if (keys.find(domain).isEmpty()) {
            KeyPair pair = Rsa.newKeyPair();
            byte[] publicKey = pair.getPublic().getEncoded();
            keys.insertIfAbsent(
                    domain,
                    new Row(
                            selector(publicKey),
                            secrets.lock(place(domain), pair.getPrivate().getEncoded()),
                            Base64.getEncoder().encodeToString(publicKey)));
        }
        Row row = keys.find(domain).orElseThrow();
        return new DkimKey(row.selector(), records(domain, row));
    }

    /** Empty for an unknown domain. */
    public List<DnsRecord> records(DomainKey domain) {
        return keys.find(domain).map(row -> records(domain, row)).orElse(List.of());
    }

    String mailServer() {
        return mailServer;
    }

    Optional<Row> key(DomainKey domain) {
        return keys.find(domain);
    }

    public void remove(DomainKey domain) {
        keys.delete(domain);
    }

    /** The domain's signer, or empty if it has no key. */
    public Optional<DkimSigner> signer(DomainKey domain) {
        return keys.find(domain)
                .map(row -> new DkimSigner(
                        domain.domain(), row.selector(), secrets.unlock(place(domain), row.privateKey())));
    }

    /** Locks all private keys with the first key; answers how many were locked with another. */
    public int rekey() {
        Map<DomainKey, Row> old = keys.all();
        old.values().removeIf(row -> secrets.isCurrent(row.privateKey()));
        old.forEach((domain, row) ->
                keys.relock(domain, row.privateKey(), secrets.relock(place(domain), row.privateKey())));
        return old.size();
    }

    /** RFC 7208, RFC 6376 section 3.6.1, a DMARC record (RFC 9989) that only asks receivers to look, and a way back. */
    private List<DnsRecord> records(DomainKey domain, Row row) {
        String name = DomainNames.toAscii(domain.domain());
        List<Relay> relays = Relay.of(providers.hosts(domain.workspaceId()));
        return List.of(
                new DnsRecord(Purpose.SPF, "TXT", name, SpfJudge.wanted(relays)),
                new DnsRecord(
                        Purpose.DKIM,
                        "TXT",
                        row.selector() + "._domainkey." + name,
                        "v=DKIM1; k=rsa; p=" + row.publicKey()),
                new DnsRecord(Purpose.DMARC, "TXT", "_dmarc." + name, "v=DMARC1; p=none"),
                new DnsRecord(
                        Purpose.RETURN_PATH,
                        "MX",
                        name,
                        "10 " + (mailServer.isEmpty() ? "<your mail server>" : mailServer)));
    }

    private static String place(DomainKey domain) {
        return "dkim_key " + domain.workspaceId() + " " + domain.domain();
    }

    /** Another key has another selector, so that letters signed with the old one stay verifiable while both are published. */
    private static String selector(byte[] publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return "lm" + HexFormat.of().formatHex(hash, 0, 5);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
