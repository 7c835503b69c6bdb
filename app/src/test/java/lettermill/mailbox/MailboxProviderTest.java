package lettermill.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxProviderTest {

    @ParameterizedTest
    @CsvSource({
        "aspmx.l.google.com, GMAIL",
        "smtp.google.com, GMAIL",
        "alt2.aspmx3.googlemail.com, GMAIL",
        "acme-com.mail.protection.outlook.com, OUTLOOK",
        "outlook-com.olc.protection.outlook.com, OUTLOOK",
        "acme-com.p-v1.mx.microsoft, OUTLOOK",
        "mta5.am0.yahoodns.net, YAHOO",
        "mx01.mail.icloud.com, APPLE",
        "mx00.emig.gmx.net, GMX",
        "mail.protonmail.ch, PROTON",
        "eu-smtp-inbound-1.mimecast.com, OTHER",
        "mx.notgoogle.com, OTHER",
        "google.com.evil.example, OTHER"
    })
    void aCompanyIsWhereItsMailIsTaken(String host, MailboxProvider provider) {
        assertThat(MailboxProvider.ofHosts(List.of(host, "backup.example"))).isEqualTo(provider);
    }

    @Test
    void thePreferredHostDecides() {
        assertThat(MailboxProvider.ofHosts(List.of("mx.filter.example", "aspmx.l.google.com")))
                .isEqualTo(MailboxProvider.OTHER);
        assertThat(MailboxProvider.ofHosts(List.of())).isEqualTo(MailboxProvider.OTHER);
    }

    @Test
    void itsOwnDomainsNeedNoLook() {
        assertThat(MailboxProvider.ofDomain("gmail.com")).contains(MailboxProvider.GMAIL);
        assertThat(MailboxProvider.ofDomain("acme.example")).isEmpty();
        assertThat(MailboxProvider.ofDomain("aol.com")).contains(MailboxProvider.YAHOO);
        assertThat(MailboxProvider.ofDomain("yahoo.co.jp")).contains(MailboxProvider.YAHOO_JAPAN);
    }
}
