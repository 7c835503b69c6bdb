package lettermill.mailagent.domain;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import lettermill.mailagent.domain.DkimKeys.Locked;
import lettermill.mailagent.domain.DkimKeys.Row;
import lettermill.mailagent.mime.DkimSigner;
import lettermill.mailagent.mime.DomainNames;
import lettermill.mailagent.mime.SigningKey;
import lettermill.mailagent.provider.Providers;
import lettermill.mailagent.secret.Secrets;
import lettermill.wire.DkimKey;
import lettermill.wire.DomainKey;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DnsRecord.Purpose;
import lettermill.wire.domain.RecordCheck.Verdict;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.Selector.Algorithm;
import lettermill.wire.domain.Selector.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the keys of sending domains, shows what to publish, gives out signers, and leads keys from stage to stage. */
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
        if (first(keys.list(domain)).isEmpty()) {
            make(domain, Algorithm.RSA, Stage.SIGNING);
        }
        Row row = first(keys.list(domain)).orElseThrow();
        return new DkimKey(row.selector(), records(domain, row));
    }

    /** Makes a successor of each key that signs, unless one waits already; answers {@link #others}. */
    public List<Selector> rotate(DomainKey domain) {
        List<Row> rows = keys.list(domain);
        for (Row row : rows) {
            if (row.stage() == Stage.SIGNING && rows.stream().noneMatch(is(row.algorithm(), Stage.WAITING))) {
                make(domain, row.algorithm(), Stage.WAITING);
            }
        }
        return others(domain, keys.list(domain));
    }

    /** Makes an Ed25519 key, unless there is one in use or waiting; answers {@link #others}. */
    public List<Selector> addEd25519(DomainKey domain) {
        List<Row> rows = keys.list(domain);
        boolean there =
                rows.stream().anyMatch(is(Algorithm.ED25519, Stage.WAITING).or(is(Algorithm.ED25519, Stage.SIGNING)));
        if (!there && first(rows).isPresent()) {
            make(domain, Algorithm.ED25519, Stage.WAITING);
        }
        return others(domain, keys.list(domain));
    }

    /** Ends the second signature; answers {@link #others}. */
    public List<Selector> retireEd25519(DomainKey domain) {
        keys.retire(domain, Algorithm.ED25519);
        return others(domain, keys.list(domain));
    }

    /** What follows from a look at the records of the keys, by selector. DNS that did not answer changes nothing. */
    void settle(DomainKey domain, List<Row> rows, Map<String, Verdict> seen) {
        for (Row row : rows) {
            Verdict verdict = seen.get(row.selector());
            boolean lacking = verdict == Verdict.MISSING || verdict == Verdict.WRONG;
            if (row.stage() == Stage.WAITING && verdict == Verdict.OK) {
                keys.promote(domain, row);
            } else if (row.is(Algorithm.ED25519, Stage.SIGNING) && lacking) {
                keys.suspend(domain, row);
            } else if (row.stage() == Stage.ERASED && verdict == Verdict.MISSING) {
                keys.forget(domain, row);
            }
        }
        keys.erase(domain);
    }

    /** Empty for an unknown domain. */
    public List<DnsRecord> records(DomainKey domain) {
        return first(keys.list(domain)).map(row -> records(domain, row)).orElse(List.of());
    }

    String mailServer() {
        return mailServer;
    }

    /** The newest first. */
    List<Row> keys(DomainKey domain) {
        return keys.list(domain);
    }

    /** The RSA key that signs; a domain that we know always has one. */
    static Optional<Row> first(List<Row> rows) {
        return rows.stream().filter(is(Algorithm.RSA, Stage.SIGNING)).findFirst();
    }

    public void remove(DomainKey domain) {
        keys.delete(domain);
    }

    /** The domain's signer, with RSA and, where it signs, Ed25519; empty if it has no key. */
    public Optional<DkimSigner> signer(DomainKey domain) {
        List<Row> rows = keys.list(domain);
        return first(rows).map(rsa -> {
            List<SigningKey> signing = new ArrayList<>(2);
            signing.add(unlock(domain, rsa));
            rows.stream()
                    .filter(is(Algorithm.ED25519, Stage.SIGNING))
                    .forEach(second -> signing.add(unlock(domain, second)));
            return new DkimSigner(domain.domain(), signing);
        });
    }

    private SigningKey unlock(DomainKey domain, Row row) {
        byte[] pkcs8 = secrets.unlock(place(domain), Objects.requireNonNull(row.privateKey()));
        return SigningKey.of(row.algorithm(), row.selector(), pkcs8);
    }

    /** Locks all private keys with the first key; answers how many were locked with another. */
    public int rekey() {
        List<Locked> old = keys.locked().stream()
                .filter(key -> !secrets.isCurrent(key.privateKey()))
                .toList();
        old.forEach(key -> keys.relock(key, secrets.relock(place(key.domain()), key.privateKey())));
        return old.size();
    }

    private void make(DomainKey domain, Algorithm algorithm, Stage stage) {
        KeyPair pair = SigningKey.newKeyPair(algorithm);
        byte[] publicKey = pair.getPublic().getEncoded();
        keys.insertIfAbsent(
                domain,
                new Row(
                        selector(publicKey),
                        algorithm,
                        stage,
                        secrets.lock(place(domain), pair.getPrivate().getEncoded()),
                        Base64.getEncoder().encodeToString(publicKey),
                        null));
    }

    /** RFC 7208, RFC 6376 section 3.6.1, a DMARC record (RFC 9989) that only asks receivers to look, and a way back. */
    private List<DnsRecord> records(DomainKey domain, Row row) {
        String name = DomainNames.toAscii(domain.domain());
        List<Relay> relays = Relay.of(providers.hosts(domain.workspaceId()));
        return List.of(
                new DnsRecord(Purpose.SPF, "TXT", name, SpfJudge.wanted(relays)),
                record(domain, row),
                new DnsRecord(Purpose.DMARC, "TXT", "_dmarc." + name, "v=DMARC1; p=none"),
                new DnsRecord(
                        Purpose.RETURN_PATH,
                        "MX",
                        name,
                        "10 " + (mailServer.isEmpty() ? "<your mail server>" : mailServer)));
    }

    /** What to publish of a key. */
    static DnsRecord record(DomainKey domain, Row row) {
        String name = row.selector() + "._domainkey." + DomainNames.toAscii(domain.domain());
        return new DnsRecord(Purpose.DKIM, "TXT", name, DkimJudge.wanted(row));
    }

    /** The keys beside the one that signs first. */
    private static List<Selector> others(DomainKey domain, List<Row> rows) {
        return rows.stream()
                .filter(is(Algorithm.RSA, Stage.SIGNING).negate())
                .map(row -> selector(domain, row))
                .toList();
    }

    static Selector selector(DomainKey domain, Row row) {
        return new Selector(row.selector(), row.algorithm(), row.stage(), row.keepUntil(), record(domain, row));
    }

    private static Predicate<Row> is(Algorithm algorithm, Stage stage) {
        return row -> row.is(algorithm, stage);
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
