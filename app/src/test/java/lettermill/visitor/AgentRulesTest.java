package lettermill.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import lettermill.ledger.HitClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRulesTest {

    private final UserAgents agents = new UserAgents();
    private final AgentRules rules = new AgentRules(agents);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.12.0",
                "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/8.0; .NET4.0C; Microsoft Outlook 16.0.17726; ms-office; MSOffice 16)",
                "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
                "Outlook-iOS/665.29827.prod.iphone (2.63.0)",
            })
    void peopleReadWithBrowsersAndMailClients(String agent) {
        assertThat(rules.verdict(agent).hitClass())
                .as(rules.verdict(agent).rule())
                .isEqualTo(HitClass.HUMAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 | PREFETCH | apple-mail-privacy-protection",
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy) | PROXY | gmail-image-proxy",
                "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html | PROXY | yahoo-mail-proxy",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | BOT | operator-address",
                "python-requests/2.32.3 | BOT | program-words",
                "BarracudaCentral scanner | BOT | program-words",
                "Mozilla/5.0 (compatible; Odin) | BOT | compatible-with-a-browser",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/62.0.3202.75 Safari/537.36 DareBoost | BOT | stranger-among-products",
                "Mozilla/5.0 (watchTowr; Windows NT 10.0; Win64; x64; rv:84.0) Gecko/20100101 Firefox/84.0 | BOT | stranger-in-platform",
                "Determ | BOT | neither-browser-nor-mail-client",
                "Chesscom-Android/4.9.7 (Android/12; STG-LX2) | UNKNOWN | phone-app",
            })
    void machinesAreKnownByTheirRules(String agent, HitClass hitClass, String rule) {
        assertThat(rules.verdict(agent)).isEqualTo(new Verdict(hitClass, rule));
    }

    @Test
    void nothingIsSaidWithoutAHeader() {
        @Nullable String none = null;
        assertThat(rules.verdict(none).hitClass()).isEqualTo(HitClass.UNKNOWN);
        assertThat(rules.verdict(" ").hitClass()).isEqualTo(HitClass.UNKNOWN);
    }

    @Test
    void readsClientSystemAndDevice() {
        String phone =
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

        assertThat(agents.of(phone).os()).isEqualTo("iOS");
        assertThat(agents.of(phone).device()).isEqualTo("iPhone");
        assertThat(agents.of(phone).kind()).isEqualTo(UserAgents.Kind.MOBILE);
        assertThat(agents.of(null).client()).isEqualTo("Other");
    }
}
