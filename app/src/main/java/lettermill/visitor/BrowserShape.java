package lettermill.visitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.ledger.HitClass;

/**
 * Whether a string that begins as a browser's does also goes on as one: products (RFC 9110, 10.1.5) that browsers are made of,
 * and a platform comment that names a platform. A stranger among the products is a robot on a desktop; on a phone it may be
 * the app in which a link was opened, so that stays unknown.
 */
final class BrowserShape {

    private static final Pattern BROWSER_PRODUCT = Pattern.compile(
            "(?:mozilla|applewebkit|webkit|khtml|chrome|chromium|crios|crmo|safari|version|mobile|mobileweb|gecko|firefox|fxios|minefield|edge?|edga|edgios|edgw|opr|opx|"
                    + "opios|opt|opera|presto|trident|msie|thunderbird|lightning|iemobile|samsungbrowser|silk|silk-accelerated|ucbrowser|u2|u3|"
                    + "yabrowser|yowser|vivaldi|brave|duckduckgo|ddg|electron|qtwebengine|ubuntu|fedora|debian|suse|mandriva|gentoo|arch|"
                    + "\\w*browser|build|like|language|nettype|microsoft|outlook|office|mail|wkwebview|gsa|puffin|focus|klar|epiphany|seamonkey|"
                    + "iceweasel|konqueror|miuibrowser|xiaomi|huaweibrowser|vivobrowser|heytapbrowser|swiftfox|camino|maxthon|netscape|navigator|"
                    + "tablet|phone|desktop|touch|wv|cros|win64|x64|en-us|x86_64|release|[a-z]{2}[-_][a-z]{2})",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PLATFORM = Pattern.compile(
            "(?:windows.*|win ?\\d.*|win\\w{0,3}|wow64|x64|arm.*|x86.*|i[3-6]86.*|amd64|ppc.*|macintosh|mac.*|intel.*|x11|wayland|linux.*|ubuntu.*|fedora.*|debian.*|"
                    + "suse.*|cros.*|freebsd.*|openbsd.*|netbsd.*|sunos.*|android.*|iphone.*|ipad.*|ipod.*|cpu.*|u|i|n|rv:.*|mobile|tablet|"
                    + "touch|like gecko|khtml.*|[a-z]{2}|[a-z]{2}[-_][a-z]{2,4}.*|trident.*|msie.*|\\.net.*|slcc.*|gtb.*|infopath.*|media center.*|tablet pc.*)",
            Pattern.CASE_INSENSITIVE);

    /** Families whose name many others borrow; any other family is a brand that uap-core found among the products. */
    private static final Set<String> COMMON_FAMILIES = Set.of(
            "Chrome",
            "Chrome Mobile",
            "Chrome Mobile iOS",
            "Chrome Mobile WebView",
            "Firefox",
            "Firefox Mobile",
            "Firefox iOS",
            "Safari",
            "Mobile Safari",
            "Mobile Safari UI/WKWebView",
            "Android",
            "Edge",
            "Edge Mobile",
            "IE",
            "IE Mobile",
            "Opera",
            "Electron",
            "Apple Mail",
            "Other");

    private static final Pattern COMPATIBLE =
            Pattern.compile("compatible\\s*[;)]\\s*([^;)]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMPATIBLE_BROWSER = Pattern.compile(
            "(?:msie|konqueror|windows|googletoolbar|opera|ms-office|lotus-notes|linux).*", Pattern.CASE_INSENSITIVE);

    private BrowserShape() {}

    static Verdict of(String agent, UserAgents.Client client) {
        if (agent.chars().filter(c -> c == '(').count()
                > agent.chars().filter(c -> c == ')').count()) {
            return new Verdict(HitClass.UNKNOWN, "cut-off");
        }
        Matcher compatible = COMPATIBLE.matcher(agent);
        if (compatible.find()
                && !COMPATIBLE_BROWSER.matcher(compatible.group(1).strip()).matches()) {
            return new Verdict(HitClass.BOT, "compatible-with-a-browser");
        }
        List<String> comments = new ArrayList<>();
        List<String> products = products(agent, comments);
        if (!COMMON_FAMILIES.contains(client.client())) {
            return new Verdict(HitClass.HUMAN, "browser");
        }
        boolean desktop = client.kind() == UserAgents.Kind.DESKTOP && !agent.contains("Electron/");
        if (products.stream().anyMatch(BrowserShape::stranger)) {
            return new Verdict(desktop ? HitClass.BOT : HitClass.UNKNOWN, "stranger-among-products");
        }
        if (desktop
                && !agent.contains("MSIE")
                && !agent.contains("Trident")
                && !comments.isEmpty()
                && !platform(comments.getFirst())) {
            return new Verdict(HitClass.BOT, "stranger-in-platform");
        }
        return client.client().equals("Other")
                ? new Verdict(HitClass.UNKNOWN, "incomplete-browser")
                : new Verdict(HitClass.HUMAN, "browser");
    }

    private static boolean stranger(String product) {
        String name = product.contains("/") ? product.substring(0, product.indexOf('/')) : product;
        return name.chars().anyMatch(Character::isLetter)
                && !name.startsWith("[FB")
                && !BROWSER_PRODUCT.matcher(name).matches();
    }

    private static boolean platform(String comment) {
        for (String item : comment.split(";", -1)) {
            if (!item.isBlank() && !PLATFORM.matcher(item.strip()).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Splits at spaces outside of comments, which may nest; an unclosed comment ends with the string. */
    private static List<String> products(String agent, List<String> comments) {
        List<String> products = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < agent.length(); i++) {
            char c = agent.charAt(i);
            boolean closes = c == ')' && depth > 0;
            if (depth == 0 && (c == '(' || c == ' ') || depth == 1 && closes) {
                if (!word.isEmpty()) {
                    (closes ? comments : products).add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
            depth += c == '(' ? 1 : closes ? -1 : 0;
        }
        if (!word.isEmpty() && depth == 0) {
            products.add(word.toString());
        }
        return products;
    }
}
