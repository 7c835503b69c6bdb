package lettermill.reputation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who runs the mailboxes that mail goes to, by the domains on which people have theirs. */
public enum MailboxProvider {
    GMAIL("gmail.com googlemail.com"),
    OUTLOOK("outlook.com outlook.co.uk outlook.de outlook.es outlook.fr outlook.it outlook.jp outlook.pt outlook.com.br"
            + " hotmail.com hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.be hotmail.nl hotmail.se"
            + " hotmail.com.br live.com live.co.uk live.de live.fr live.it live.nl live.be live.se live.dk live.ca"
            + " live.com.au live.com.mx msn.com passport.com"),
    /** With the mailboxes of AOL, which it runs too. */
    YAHOO(
            "yahoo.com yahoo.co.uk yahoo.de yahoo.es yahoo.fr yahoo.it yahoo.ca yahoo.co.in yahoo.in yahoo.com.ar yahoo.com.au"
                    + " yahoo.com.br yahoo.com.mx yahoo.co.id yahoo.ie yahoo.se yahoo.gr yahoo.ro yahoo.pl yahoo.com.ph yahoo.com.sg"
                    + " ymail.com rocketmail.com myyahoo.com aol.com aol.co.uk aol.de aol.fr aim.com verizon.net"),
    /** A company of its own, with filters of its own. */
    YAHOO_JAPAN("yahoo.co.jp ymail.ne.jp"),
    APPLE("icloud.com me.com mac.com"),
    GMX("gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.co.uk gmx.fr gmx.es web.de mail.com"),
    TELEKOM("t-online.de magenta.de"),
    ORANGE("orange.fr wanadoo.fr"),
    FREE("free.fr"),
    LIBERO("libero.it virgilio.it inwind.it iol.it"),
    COMCAST("comcast.net xfinity.com"),
    PROTON("proton.me protonmail.com pm.me"),
    MAIL_RU("mail.ru inbox.ru list.ru bk.ru"),
    YANDEX("yandex.ru yandex.com ya.ru"),
    QQ("qq.com foxmail.com"),
    NETEASE("163.com 126.com yeah.net"),
    /** All others, those of companies among them, wherever they are hosted. */
    OTHER("");

    private final List<String> domains;

    MailboxProvider(String domains) {
        this.domains = domains.isEmpty() ? List.of() : List.of(domains.split(" "));
    }

    /** Each known domain, and the name of its provider. */
    static Map<String, String> byDomain() {
        return Arrays.stream(values())
                .flatMap(provider -> provider.domains.stream().map(domain -> Map.entry(domain, provider.name())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
