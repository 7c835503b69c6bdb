package lettermill.webhook.ses;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/** Whether SNS has signed a message (SNS, "Verifying the signatures of Amazon SNS messages"). */
final class SnsSignature {

    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");
    private static final Pattern SNS_NAME =
            Pattern.compile("sns(?:\\.[a-z]{2}(?:-[a-z]+)+-\\d)?\\.amazonaws\\.com(?:\\.cn)?");
    private static final int DNS_NAME = 2;

    private final SnsCertificates certificates;

    SnsSignature(SnsCertificates certificates) {
        this.certificates = certificates;
    }

    /**
     * Checks the address of the certificate before anything is fetched, then the certificate, then the signature.
     *
     * @throws Problem.Unauthenticated when it was not signed by SNS
     * @throws Problem.Unavailable when the certificate can't be fetched
     */
    void require(SnsEnvelope envelope) {
        String algorithm = ALGORITHMS.get(String.valueOf(envelope.value("SignatureVersion")));
        byte[] signature = decoded(envelope.value("Signature"));
        URI address = SnsHost.certificate(envelope.value("SigningCertURL")).orElse(null);
        if (algorithm == null || signature == null || !envelope.missing().isEmpty()) {
            throw new Problem.Unauthenticated("The message is not wholly signed.");
        }
        if (address == null) {
            throw new Problem.Unauthenticated("The signing certificate does not stand at an address of SNS's.");
        }
        try {
            X509Certificate certificate = certificates.at(address);
            if (!namesSns(certificate) || !signed(algorithm, certificate, envelope, signature)) {
                throw new Problem.Unauthenticated("The signature is not SNS's.");
            }
        } catch (CertificateException unfit) {
            throw new Problem.Unauthenticated("The signing certificate can't be trusted: " + unfit.getMessage() + ".");
        } catch (IOException away) {
            throw new Problem.Unavailable("The signing certificate can't be fetched at present.");
        }
    }

    private static boolean signed(
            String algorithm, X509Certificate certificate, SnsEnvelope envelope, byte[] signature) {
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(certificate.getPublicKey());
            check.update(envelope.signedText().getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    /** Null unless it is base64 as an encoder writes it. */
    private static byte @Nullable [] decoded(@Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(octets).equals(base64) ? octets : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static boolean namesSns(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return SNS_NAME.matcher(commonName(certificate)).matches();
        }
        return names.stream()
                .anyMatch(name -> name.getFirst().equals(DNS_NAME)
                        && SNS_NAME.matcher(String.valueOf(name.get(1))).matches());
    }

    private static String commonName(X509Certificate certificate) throws CertificateException {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equals("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException malformed) {
            throw new CertificateException("its name can't be read", malformed);
        }
    }
}
