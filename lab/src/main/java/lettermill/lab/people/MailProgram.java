package lettermill.lab.people;

import java.util.List;
import lettermill.lab.world.Dice;
import lettermill.lab.world.Provider.Readers;

/** What a mail is read with, and how that shows in requests for its images and in clicks. */
public enum MailProgram {
    /** Gmail in a browser: images come through Google's proxy, clicks from the person's own browser. */
    GMAIL_WEB(Agents.GOOGLE_PROXY, Agents.CHROME, Images.WHEN_OPENED),
    GMAIL_ANDROID(Agents.GOOGLE_PROXY, Agents.CHROME_ANDROID, Images.WHEN_OPENED),
    YAHOO_WEB(Agents.YAHOO_PROXY, Agents.CHROME, Images.WHEN_OPENED),
    /** Apple Mail with Mail Privacy Protection: everything is fetched on arrival, nothing when the mail is opened. */
    APPLE_PRIVACY("Mozilla/5.0", Agents.SAFARI_IPHONE, Images.ON_ARRIVAL),
    IPHONE_MAIL(Agents.IPHONE_MAIL, Agents.SAFARI_IPHONE, Images.WHEN_OPENED),
    OUTLOOK(Agents.OUTLOOK, Agents.EDGE, Images.WHEN_OPENED),
    THUNDERBIRD(Agents.THUNDERBIRD, Agents.FIREFOX, Images.WHEN_OPENED);

    private final String imagesAgent;
    private final String browserAgent;
    private final Images images;

    /** When images are fetched. */
    enum Images {
        ON_ARRIVAL,
        WHEN_OPENED
    }

    MailProgram(String imagesAgent, String browserAgent, Images images) {
        this.imagesAgent = imagesAgent;
        this.browserAgent = browserAgent;
        this.images = images;
    }

    /** The User-Agent that images are fetched with. */
    public String imagesAgent() {
        return imagesAgent;
    }

    /** The User-Agent of the browser that a clicked link opens in. */
    public String browserAgent() {
        return browserAgent;
    }

    Images images() {
        return images;
    }

    /** The one program this address reads with. */
    static MailProgram of(String address, Readers readers, Dice dice) {
        List<MailProgram> mix = switch (readers) {
            case WEBMAIL -> List.of(GMAIL_WEB, GMAIL_ANDROID, GMAIL_ANDROID, GMAIL_WEB, IPHONE_MAIL);
            case APPLE -> List.of(APPLE_PRIVACY, APPLE_PRIVACY, APPLE_PRIVACY, IPHONE_MAIL);
            case OFFICE -> List.of(OUTLOOK, OUTLOOK, OUTLOOK, IPHONE_MAIL);
            case MIXED -> List.of(YAHOO_WEB, THUNDERBIRD, GMAIL_WEB, APPLE_PRIVACY, OUTLOOK, IPHONE_MAIL);
        };
        return mix.get(dice.pick(mix.size(), "program", address));
    }

    /** User-Agent values as the programs send them. */
    private static final class Agents {
        static final String GOOGLE_PROXY =
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
        static final String YAHOO_PROXY = "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html";
        static final String CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/130.0.0.0 Safari/537.36";
        static final String CHROME_ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/130.0.0.0 Mobile Safari/537.36";
        static final String SAFARI_IPHONE =
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
        static final String IPHONE_MAIL = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                + " (KHTML, like Gecko) Mobile/15E148";
        static final String OUTLOOK = "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0;"
                + " .NET4.0C; .NET4.0E; Microsoft Outlook 16.0.17726; ms-office; MSOffice 16)";
        static final String EDGE = CHROME + " Edg/130.0.0.0";
        static final String THUNDERBIRD =
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.4.0";
        static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
    }
}
