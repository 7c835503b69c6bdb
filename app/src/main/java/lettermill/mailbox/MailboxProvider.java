package lettermill.mailbox;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who runs the mailboxes that mail goes to, by the domains on which people have theirs and by the suffixes of the hosts that take
 * mail for companies. Behind a filter of somebody else's (Mimecast, Proofpoint, Barracuda) it is the filter that judges: OTHER.
 */
public enum MailboxProvider {
    GMAIL("gmail.com googlemail.com", "google.com googlemail.com"),
    /** Outlook.com and Microsoft 365. */
    OUTLOOK(
            "outlook.com outlook.co.uk outlook.de outlook.es outlook.fr outlook.it outlook.jp outlook.pt outlook.com.br"
                    + " hotmail.com hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.be hotmail.nl hotmail.se"
                    + " hotmail.com.br live.com live.co.uk live.de live.fr live.it live.nl live.be live.se live.dk live.ca"
                    + " live.com.au live.com.mx msn.com passport.com",
            "protection.outlook.com mx.microsoft"),
    /** With the mailboxes of AOL, which it runs too. */
    YAHOO(
            "yahoo.com yahoo.co.uk yahoo.de yahoo.es yahoo.fr yahoo.it yahoo.ca yahoo.co.in yahoo.in yahoo.com.ar yahoo.com.au"
                    + " yahoo.com.br yahoo.com.mx yahoo.co.id yahoo.ie yahoo.se yahoo.gr yahoo.ro yahoo.pl yahoo.com.ph yahoo.com.sg"
                    + " ymail.com rocketmail.com myyahoo.com aol.com aol.co.uk aol.de aol.fr aim.com verizon.net",
            "yahoodns.net"),
    /** A company of its own, with filters of its own. */
    YAHOO_JAPAN("yahoo.co.jp ymail.ne.jp", "yahoo.co.jp"),
    APPLE("icloud.com me.com mac.com", "icloud.com"),
    GMX("gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.co.uk gmx.fr gmx.es web.de mail.com", "gmx.net web.de"),
    TELEKOM("t-online.de magenta.de", "t-online.de"),
    ORANGE("orange.fr wanadoo.fr", "orange.fr"),
    FREE("free.fr", "free.fr"),
    LIBERO("libero.it virgilio.it inwind.it iol.it", "libero.it"),
    COMCAST("comcast.net xfinity.com", "comcast.net"),
    PROTON("proton.me protonmail.com pm.me", "protonmail.ch"),
    MAIL_RU("mail.ru inbox.ru list.ru bk.ru", "mail.ru"),
    YANDEX("yandex.ru yandex.com ya.ru", "yandex.ru yandex.net"),
    QQ("qq.com foxmail.com", "qq.com"),
    NETEASE("163.com 126.com yeah.net", "netease.com 163.com"),
    /** All others. */
    OTHER("", "");

    private static final Map<String, MailboxProvider> BY_DOMAIN = Arrays.stream(values())
            .flatMap(provider -> provider.domains.stream().map(domain -> Map.entry(domain, provider)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<String> domains;
    private final List<String> hosts;

    MailboxProvider(String domains, String hosts) {
        this.domains = words(domains);
        this.hosts = words(hosts);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** By the domain alone; empty for one that has to be looked up. */
    static Optional<MailboxProvider> ofDomain(String domain) {
        return Optional.ofNullable(BY_DOMAIN.get(domain));
    }

    /**
     * By who takes the mail.
     *
     * @param exchangers hosts in lower case; the first one decides
     */
    static MailboxProvider ofHosts(List<String> exchangers) {
        if (exchangers.isEmpty()) {
            return OTHER;
        }
        String first = exchangers.getFirst();
        return Arrays.stream(values())
                .filter(provider -> provider.hosts.stream()
                        .anyMatch(suffix -> first.equals(suffix) || first.endsWith("." + suffix)))
                .findFirst()
                .orElse(OTHER);
    }
}
