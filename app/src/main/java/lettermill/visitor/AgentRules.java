package lettermill.visitor;

import static lettermill.ledger.HitClass.BOT;
import static lettermill.ledger.HitClass.HUMAN;
import static lettermill.ledger.HitClass.PREFETCH;
import static lettermill.ledger.HitClass.PROXY;
import static lettermill.ledger.HitClass.UNKNOWN;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a User-Agent header alone tells about the nature of its sender. Robots that say so are found by a list (uap-core) and
 * by the words they use; the others by what no browser or mail client would write.
 */
@Component
public final class AgentRules {

    /** Words in which programs describe themselves. */
    private static final Pattern PROGRAM_WORDS = Pattern.compile(
            "(?<!cu)bot\\b|bot[/_-]|bots\\b|robot|crawl|spider|scan|scrap|monitor|fetch|previe?w|headless|phantomjs|puppeteer|selenium|playwright"
                    + "|check|valid|verif|inspect|analy[sz]er|archiv|harvest|index|search|feed|\\brss|parser|reader/|prefetch|preload"
                    + "|\\bagent\\b|[-.]agent|agent/|httpagent|uptime|probe|ping|survey|research|synthetic|lighthouse|speedtest|pagespeed|insight|optimi[sz]e"
                    + "|webhook|\\bapi\\b|client/|httpclient|http-client|httpunit|http_get|http\\.rb|okhttp|urllib|python|libwww|perl\\b|\\bruby|\\bphp"
                    + "|\\bjava/|\\bcurl|libcurl|wget|go-http|axios|node-fetch|undici|guzzle|aiohttp|requests/|jersey|jetty|reactornetty|\\bgot\\b"
                    + "|barracuda|mimecast|proofpoint|fireeye|trendmicro|symantec|sophos|forcepoint|ironport|messagelabs|zscaler|safelinks"
                    + "|cloudflare|cloudfront|slurp|mediapartners|facebookexternalhit|whatsapp/|skypeuri|slack-|discord|embedly|nmap|nikto"
                    + "|sqlmap|nessus|zgrab|masscan|httrack|copier|sucker|capture|downloader|proxy|linkcheck|siteimprove|detector|resolver|(?<!internet )explorer/",
            Pattern.CASE_INSENSITIVE);

    /** An address of the operator: robots are asked to give one, people's programs never do. */
    private static final Pattern OPERATOR_ADDRESS = Pattern.compile(
            "https?:|www\\.|mailto:|\\S@\\S|\\[at]|(?<![\\w.])[\\w-]+(?:\\.[\\w-]+)*\\.(?:com|org|net|io|ru|app|ai|de|info|eu|fr|uk|jp|nu)\\b(?![./]?[\\w-])",
            Pattern.CASE_INSENSITIVE);

    /** Programs that do read mail and don't begin as a browser does: mail clients, Apple's networking, phones of the time before. */
    private static final Pattern MAIL_CLIENT = Pattern.compile(
            "^(?:Opera/|Outlook|MacOutlook|Microsoft Office|Microsoft Outlook|Thunderbird|Airmail|Spark/|Evolution|Barca|Lotus-Notes|Postbox|eM Client|"
                    + "BlackBerry|DoCoMo|SAMSUNG|Samsung-|Nokia|SonyEricsson|LG[-/E]|MOT-|Dalvik|YahooMobile|MQQBrowser|QQMail|UCWEB|Dolphin)"
                    + "|Profile/MIDP|UP\\.Browser|\\bWAP|CFNetwork.*Darwin|ExchangeWebServices.*Mail/|Opera Mini|Obigo|NetFront",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PHONE_APP =
            Pattern.compile("android|iphone|ipad|\\bios\\b|watchos|tvos", Pattern.CASE_INSENSITIVE);

    private final UserAgents agents;
    private final LoadingCache<String, Verdict> known =
            Caffeine.newBuilder().maximumSize(10_000).build(this::judge);

    public AgentRules(UserAgents agents) {
        this.agents = agents;
    }

    /** Never null; without a header the class is UNKNOWN. */
    public Verdict verdict(@Nullable String userAgent) {
        return known.get(userAgent == null ? "" : UserAgents.cut(userAgent.strip()));
    }

    private Verdict judge(String agent) {
        if (agent.isEmpty()) {
            return new Verdict(UNKNOWN, "no-user-agent");
        }
        // Mail Privacy Protection fetches every image at delivery, under a name without any product.
        if (agent.equals("Mozilla/5.0")) {
            return new Verdict(PREFETCH, "apple-mail-privacy-protection");
        }
        if (agent.contains("GoogleImageProxy")) {
            return new Verdict(PROXY, "gmail-image-proxy");
        }
        if (agent.contains("YahooMailProxy")) {
            return new Verdict(PROXY, "yahoo-mail-proxy");
        }
        return robot(agent);
    }

    private Verdict robot(String agent) {
        if (OPERATOR_ADDRESS.matcher(agent).find()) {
            return new Verdict(BOT, "operator-address");
        }
        if (PROGRAM_WORDS.matcher(agent).find()) {
            return new Verdict(BOT, "program-words");
        }
        UserAgents.Client client = agents.of(agent);
        if (client.device().equals("Spider")) {
            return new Verdict(BOT, "known-crawler");
        }
        String lower = agent.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mozilla/")) {
            return BrowserShape.of(agent, client);
        }
        if (MAIL_CLIENT.matcher(agent).find()) {
            return new Verdict(HUMAN, "mail-client");
        }
        return PHONE_APP.matcher(agent).find()
                ? new Verdict(UNKNOWN, "phone-app")
                : new Verdict(BOT, "neither-browser-nor-mail-client");
    }
}
