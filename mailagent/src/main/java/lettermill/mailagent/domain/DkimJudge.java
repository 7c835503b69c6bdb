package lettermill.mailagent.domain;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import lettermill.mailagent.dkim.DkimException;
import lettermill.mailagent.dkim.DkimKeyRecord;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Answer.Found;
import lettermill.mailagent.domain.DkimKeys.Row;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.Selector.Algorithm;

/** Whether the published key is ours: the key itself is compared, not its spelling (RFC 6376 section 3.6.1). */
final class DkimJudge {
    private static final int ED25519_OCTETS = 32;

    private DkimJudge() {}

    /** The record that makes a key known: of RSA as SubjectPublicKeyInfo, of Ed25519 its 32 octets alone (RFC 8463 section 4). */
    static String wanted(Row key) {
        return "v=DKIM1; k=" + key.algorithm().name().toLowerCase(Locale.ROOT) + "; p=" + published(key);
    }

    private static String published(Row key) {
        if (key.algorithm() == Algorithm.RSA) {
            return key.publicKey();
        }
        byte[] whole = Base64.getDecoder().decode(key.publicKey());
        byte[] bare = Arrays.copyOfRange(whole, whole.length - ED25519_OCTETS, whole.length);
        return Base64.getEncoder().encodeToString(bare);
    }

    static RecordCheck judge(Examination examination, Row key) {
        String name = examination.wanted().name();
        Answer<String> texts = examination.dns().texts(name);
        if (texts instanceof Failed<String>(Answer.Failure why, String detail)) {
            return examination.unknown(name + ": " + detail);
        }
        examination.found(texts.values());
        if (texts instanceof Found<String>(List<String> values, List<String> aliases) && !aliases.isEmpty()) {
            examination.note("The name is an alias of " + String.join(", then of ", aliases) + ", which has the key.");
        }
        return switch (texts.values().size()) {
            case 0 -> examination.missing("There is no TXT record at " + name + ".", "Publish the key there.");
            case 1 -> compare(examination, texts.values().getFirst(), key);
            default ->
                examination.wrong(
                        name + " has " + texts.values().size() + " TXT records, and receivers take any of them.",
                        "Leave only the one that is wanted.");
        };
    }

    private static RecordCheck compare(Examination examination, String text, Row ours) {
        DkimKeyRecord record;
        try {
            record = DkimKeyRecord.parse(text);
        } catch (DkimException unusable) {
            return examination.wrong(
                    isCutOff(text, published(ours))
                            ? "The key was cut off on its way into DNS."
                            : "No receiver can use the key: " + unusable.reason() + ".",
                    "Publish the whole value as it is wanted; it may stand in several strings of one record.");
        }
        PublicKey key = record.key();
        if (key == null) {
            return examination.wrong("The key is revoked: p= is empty.", "Publish the key that is wanted.");
        }
        if (!Base64.getEncoder().encodeToString(key.getEncoded()).equals(ours.publicKey())) {
            return examination.wrong("Another key than ours is published.", "Publish the key that is wanted.");
        }
        if (!record.hashes().isEmpty() && !record.hashes().contains("sha256")) {
            return examination.wrong("The tag h= does not allow SHA-256, which we sign with.", "Leave h= out.");
        }
        if (record.testing()) {
            examination.warn(
                    "The tag t=y says that DKIM is being tried out; receivers may treat mail as unsigned.",
                    "Take t=y out.");
        }
        return examination.ok("Our key of " + record.bits() + " bits is published.");
    }

    private static boolean isCutOff(String text, String publicKey) {
        String key = text.replaceAll(".*p=", "").replaceAll("\\s", "");
        return !key.isEmpty() && key.length() < publicKey.length() && publicKey.startsWith(key);
    }
}
