package lettermill.mailagent.dkim;

import static lettermill.mailagent.dkim.HandSigned.BODY;
import static lettermill.mailagent.dkim.HandSigned.HEAD;
import static lettermill.mailagent.dkim.HandSigned.TAGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.Letters;
import lettermill.mailagent.dkim.DkimResult.Verdict;
import lettermill.mailagent.dns.LoopbackDns;
import lettermill.mailagent.mime.DkimSigner;
import lettermill.mailagent.mime.MimeMessage;
import lettermill.mailagent.mime.SigningKey;
import lettermill.wire.domain.Selector.Algorithm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What breaks a signature, what does not, and which signatures and keys are of no use (RFC 6376 section 6). */
@Timeout(30)
class DkimVerifierTest {
    private static final KeyPair RSA = keys("RSA", 2048);
    private static final KeyPair SHORT = keys("RSA", 768);
    private static final KeyPair ED25519 = keys("Ed25519", 255);
    private static final String NAME = "s1._domainkey.example.org";

    private final LoopbackDns server = new LoopbackDns();
    private final Zone zone = server.zone();
    private final DkimVerifier verifier =
            new DkimVerifier(Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));

    @BeforeEach
    void publish() {
        zone.text(NAME, "v=DKIM1; k=rsa; p=" + published(RSA));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aGoodSignaturePasses() {
        assertThat(verify(HandSigned.mail(RSA.getPrivate(), TAGS)))
                .isEqualTo(new DkimResult(Verdict.PASS, "example.org", "s1", 2048, "verified"));
    }

    @Test
    void whatWeSignOurselvesPasses() {
        DkimSigner signer = new DkimSigner(
                "example.org",
                List.of(SigningKey.of(Algorithm.RSA, "s1", RSA.getPrivate().getEncoded())));
        String mail = new MimeMessage()
                .compose(Letters.signed(1, "<p>a  b</p>\n\n", "text"), signer)
                .toString();
        assertThat(verify(mail).verdict()).isEqualTo(Verdict.PASS);
        assertThat(verify("From: eve@example.org\r\n" + mail).verdict()).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "bob@example.net, eve@example.net, the header was changed",
        "hello there, hello, the header was changed",
        "three, four, the body was changed"
    })
    void whatWasChangedFails(String was, String is, String why) {
        DkimResult result = verify(HandSigned.mail(RSA.getPrivate(), TAGS).replace(was, is));
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.reason()).startsWith(why);
    }

    @ParameterizedTest
    @CsvSource({
        "relaxed/relaxed, PASS, PASS",
        "simple/relaxed, FAIL, PASS",
        "relaxed/simple, PASS, FAIL",
        "relaxed, PASS, FAIL",
        "simple/simple, FAIL, FAIL"
    })
    void whiteSpaceMattersToTheSimpleFormOnly(String forms, Verdict header, Verdict body) {
        String mail = HandSigned.mail(RSA.getPrivate(), TAGS.replace("relaxed/relaxed", forms));
        assertThat(verify(mail).verdict()).isEqualTo(Verdict.PASS);
        assertThat(verify(mail.replace("subject:hello there", "Subject: hello\r\n \tthere"))
                        .verdict())
                .isEqualTo(header);
        assertThat(verify(mail.replace("one two", "one \t two  ")).verdict()).isEqualTo(body);
        assertThat(verify(mail + "\r\n\r\n").verdict())
                .as("empty lines at the end")
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void onlyTheFirstOctetsAreSignedWithALength() {
        String mail = HandSigned.mail(RSA.getPrivate(), TAGS + "; l=7", HEAD, "one two\r\nmore\r\n", "one two");
        assertThat(verify(mail).verdict()).isEqualTo(Verdict.PASS);
        assertThat(verify(mail.replace("one two", "one six")).verdict()).isEqualTo(Verdict.FAIL);
        String tooLong = HandSigned.mail(RSA.getPrivate(), TAGS + "; l=99");
        assertThat(verify(tooLong).verdict()).isEqualTo(Verdict.PERMERROR);
    }

    @ParameterizedTest
    @CsvSource({"t=1699999000; x=1700000001, PASS", "x=1699999999, FAIL", "t=1700000000; x=1699999999, PERMERROR"})
    void expires(String times, Verdict verdict) {
        assertThat(verify(HandSigned.mail(RSA.getPrivate(), TAGS + "; " + times))
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h=from:to:subject | h=to:subject | h= leaves out From",
                "v=1; | v=2; | v= is not 1",
                "v=1;  | v=1; v=1; | the tag v= stands there twice",
                "a=rsa-sha256 | a=rsa-sha1 | rsa-sha1 is not to be accepted",
                "a=rsa-sha256 | a=dsa-sha256 | no known algorithm",
                "c=relaxed/relaxed | c=loose | unknown form",
                "d=example.org; | | the tag d= is missing",
                "d=example.org | i=ann@other.example; d=example.org | i= is not within d=",
                "d=example.org | q=dns/mx; d=example.org | no way to find the key",
                "d=example.org | l=-1; d=example.org | l= is no number"
            })
    void aSignatureThatCannotBeUsedIsAPermanentError(String was, String is, String why) {
        DkimResult result = verify(HandSigned.mail(RSA.getPrivate(), TAGS.replaceFirst(was, is == null ? "" : is)));
        assertThat(result.verdict()).isEqualTo(Verdict.PERMERROR);
        assertThat(result.reason()).contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=DKIM1; k=rsa; p= | it is revoked",
                "v=DKIM1; k=ed25519; p={rsa} | an Ed25519 key has 32 octets",
                "v=DKIM1; k=rsa; p=AAAA | is no public key",
                "v=DKIM1; k=rsa; p=*** | is no base64",
                "v=DKIM1; k=dsa; p={rsa} | is no known kind of key",
                "v=DKIM1; h=sha1; p={rsa} | does not allow sha256",
                "v=DKIM1; s=tlsrpt; p={rsa} | does not allow e-mail",
                "v=DKIM2; p={rsa} | has to be DKIM1",
                "p={rsa}; v=DKIM1 | has to be DKIM1",
                "v=DKIM1; k=rsa | the tag p= is missing",
                "k=rsa; p={short} | 1024 are the least"
            })
    void aKeyThatCannotBeUsedIsAPermanentError(String record, String why) {
        zone.remove(NAME).text(NAME, record.replace("{rsa}", published(RSA)).replace("{short}", published(SHORT)));
        PrivateKey key = record.contains("{short}") ? SHORT.getPrivate() : RSA.getPrivate();
        DkimResult result = verify(HandSigned.mail(key, TAGS));
        assertThat(result.verdict()).isEqualTo(Verdict.PERMERROR);
        assertThat(result.reason()).contains(why);
    }

    @Test
    void anotherKindOfKeyThanTheSignatureSaysIsAPermanentError() {
        zone.remove(NAME).text(NAME, "k=ed25519; p=" + published(ED25519));
        DkimResult result = verify(HandSigned.mail(RSA.getPrivate(), TAGS));
        assertThat(result.verdict()).isEqualTo(Verdict.PERMERROR);
        assertThat(result.reason()).contains("of another kind");
    }

    @Test
    void ed25519SignsTheHash() {
        zone.remove(NAME).text(NAME, "v=DKIM1; k=ed25519; p=" + published(ED25519));
        String mail = HandSigned.mail(ED25519.getPrivate(), TAGS.replace("rsa-sha256", "ed25519-sha256"));
        assertThat(verify(mail).verdict()).isEqualTo(Verdict.PASS);
        assertThat(verify(mail.replace("hello", "hallo")).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void subdomainsInTheIdentityNeedTheKeysConsent() {
        String mail = HandSigned.mail(RSA.getPrivate(), TAGS + "; i=@news.example.org");
        assertThat(verify(mail).verdict()).isEqualTo(Verdict.PASS);
        zone.remove(NAME).text(NAME, "v=DKIM1; t=s; p=" + published(RSA));
        assertThat(verify(mail).verdict()).isEqualTo(Verdict.PERMERROR);
    }

    @Test
    void noKeyIsPermanentAndSilenceIsNot() {
        String mail = HandSigned.mail(RSA.getPrivate(), TAGS);
        zone.remove(NAME);
        assertThat(verify(mail).verdict()).isEqualTo(Verdict.PERMERROR);
        zone.manner(NAME, Manner.FAILING);
        assertThat(verify(mail).verdict()).isEqualTo(Verdict.TEMPERROR);
    }

    @Test
    void anUnsignedMailHasNoResult() {
        assertThat(verifier.verify(HandSigned.octets(HEAD + "\r\n" + BODY), server.inquire()))
                .isEmpty();
        assertThat(verifier.verify(new byte[0], server.inquire())).isEmpty();
    }

    @Test
    void everySignatureIsJudgedByItself() {
        String mail = HandSigned.mail(RSA.getPrivate(), TAGS);
        String second = "dkim-signature:v=1; nonsense\r\n";
        assertThat(verifier.verify(HandSigned.octets(second + mail), server.inquire()))
                .extracting(DkimResult::verdict)
                .containsExactly(Verdict.PERMERROR, Verdict.PASS);
        assertThat(verifier.verify(HandSigned.octets(second.repeat(500) + mail), server.inquire()))
                .as("a flood of signatures is not worked through")
                .hasSize(10);
    }

    private DkimResult verify(String mail) {
        return verifier.verify(HandSigned.octets(mail), server.inquire()).getFirst();
    }

    /** The key as p= has it: Ed25519 without its wrapping (RFC 8463 section 4). */
    private static String published(KeyPair keys) {
        byte[] octets = keys.getPublic().getEncoded();
        return HandSigned.base64(
                keys.getPublic().getAlgorithm().equals("RSA")
                        ? octets
                        : Arrays.copyOfRange(octets, octets.length - 32, octets.length));
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
