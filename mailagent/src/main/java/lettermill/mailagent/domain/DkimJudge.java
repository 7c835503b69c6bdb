package lettermill.mailagent.domain;

import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import lettermill.mailagent.dkim.DkimException;
import lettermill.mailagent.dkim.DkimKeyRecord;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Answer.Found;
import lettermill.wire.domain.RecordCheck;

/** Whether the published key is ours: the key itself is compared, not its spelling (RFC 6376 section 3.6.1). */
final class DkimJudge {
    private DkimJudge() {}

    /** @param publicKey ours, base64 of SubjectPublicKeyInfo */
    static RecordCheck judge(Examination examination, String publicKey) {
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
            case 1 -> compare(examination, texts.values().getFirst(), publicKey);
            default ->
                examination.wrong(
                        name + " has " + texts.values().size() + " TXT records, and receivers take any of them.",
                        "Leave only the one that is wanted.");
        };
    }

    private static RecordCheck compare(Examination examination, String text, String publicKey) {
        DkimKeyRecord record;
        try {
            record = DkimKeyRecord.parse(text);
        } catch (DkimException unusable) {
            return examination.wrong(
                    isCutOff(text, publicKey)
                            ? "The key was cut off on its way into DNS."
                            : "No receiver can use the key: " + unusable.reason() + ".",
                    "Publish the whole value as it is wanted; it may stand in several strings of one record.");
        }
        PublicKey key = record.key();
        if (key == null) {
            return examination.wrong("The key is revoked: p= is empty.", "Publish the key that is wanted.");
        }
        if (!Base64.getEncoder().encodeToString(key.getEncoded()).equals(publicKey)) {
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
