package lettermill.lab.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import lettermill.lab.dns.Zone;
import org.apache.james.jdkim.DKIMSigner;
import org.junit.jupiter.api.Test;

class DkimVerificationTest {
    private static final String MAIL =
            "From: a@sonne.example\r\nSubject: Hello\r\nList-Unsubscribe: <https://x.example/>\r\n\r\nHello\r\n";
    private static final String TEMPLATE = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=sonne.example; s=s1;"
            + " h=from:subject:list-unsubscribe; bh=; b=;";

    private final DkimKeys keys = new DkimKeys(new Zone());

    @Test
    void passesAMailThatIsAsItWasSigned() throws Exception {
        DkimVerification verification = DkimVerification.of(signed(MAIL), keys);
        assertThat(verification.result()).isEqualTo("pass");
        assertThat(verification.signatures()).singleElement().satisfies(signature -> {
            assertThat(signature.domain()).isEqualTo("sonne.example");
            assertThat(signature.selector()).isEqualTo("s1");
            assertThat(signature.signedHeaders()).containsExactly("from", "subject", "list-unsubscribe");
        });
    }

    @Test
    void failsAMailWithAnotherBodyOrHeader() throws Exception {
        String sent = new String(signed(MAIL), StandardCharsets.UTF_8);
        for (String changed :
                new String[] {sent.replace("\r\nHello\r\n", "\r\nHallo\r\n"), sent.replace("x.example", "y.example")}) {
            DkimVerification verification = DkimVerification.of(changed.getBytes(StandardCharsets.UTF_8), keys);
            assertThat(verification.result()).isEqualTo("fail");
            assertThat(verification.signatures().getFirst().reason()).isNotEmpty();
        }
    }

    @Test
    void failsWithoutAKeyAndIsNoneWithoutASignature() throws Exception {
        byte[] sent = signed(MAIL);
        assertThat(DkimVerification.of(sent, new DkimKeys(new Zone())).result()).isEqualTo("fail");
        assertThat(DkimVerification.of(MAIL.getBytes(StandardCharsets.UTF_8), keys)
                        .result())
                .isEqualTo("none");
        assertThat(DkimVerification.of(("DKIM-Signature: nonsense\r\n" + MAIL).getBytes(StandardCharsets.UTF_8), keys)
                        .result())
                .isEqualTo("fail");
    }

    private byte[] signed(String mail) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String key = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        keys.publish("S1._domainkey.sonne.example.", "v=DKIM1; k=rsa; p=" + key);
        String signature = new DKIMSigner(TEMPLATE, pair.getPrivate())
                .sign(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        return (signature + "\r\n" + mail).getBytes(StandardCharsets.UTF_8);
    }
}
