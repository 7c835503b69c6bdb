package lettermill.lab.inbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.Result;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * What a verifier that is not ours says about a mail's DKIM signatures (RFC 6376).
 *
 * @param result {@code pass} if any signature holds, {@code none} without a signature, else {@code fail}
 * @param signatures one for each DKIM-Signature field
 */
public record DkimVerification(String result, List<Signature> signatures) {
    /**
     * One signature.
     *
     * @param signedHeaders the names of {@code h=}, lower case, in order
     * @param reason why it failed; empty if it passed
     */
    public record Signature(String domain, String selector, String result, String reason, List<String> signedHeaders) {}

    static DkimVerification of(byte[] message, DkimKeys keys) {
        DKIMVerifier verifier =
                new DKIMVerifier((methods, selector, domain) -> keys.lookup(selector + "._domainkey." + domain));
        String failure = "";
        try {
            verifier.verify(new ByteArrayInputStream(message));
        } catch (FailException failed) {
            failure = String.valueOf(failed.getMessage());
        } catch (IOException unreadable) {
            throw new IllegalStateException("reading from memory failed", unreadable);
        }
        List<Signature> signatures = new ArrayList<>();
        for (Result result : verifier.getResults()) {
            signatures.add(signature(result));
        }
        if (signatures.isEmpty() && !failure.isEmpty()) {
            signatures.add(new Signature("", "", "fail", failure, List.of()));
        }
        boolean passed =
                signatures.stream().anyMatch(signature -> signature.result().equals("pass"));
        return new DkimVerification(passed ? "pass" : signatures.isEmpty() ? "none" : "fail", signatures);
    }

    private static Signature signature(Result result) {
        SignatureRecord signed = result.getRecord();
        String outcome = result.isSuccess() ? "pass" : "fail";
        String reason = result.isSuccess() ? "" : String.valueOf(result.getErrorMessage());
        if (signed == null) {
            return new Signature("", "", outcome, reason, List.of());
        }
        List<String> headers = signed.getHeaders().stream()
                .map(name -> name.toString().toLowerCase(Locale.ROOT))
                .toList();
        return new Signature(signed.getDToken().toString(), signed.getSelector().toString(), outcome, reason, headers);
    }
}
