package lettermill.lab.inbox;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The pages for people: a list of mails and one mail; plain HTML that needs no script. */
final class InboxPages {
    private static final int PAGE_SIZE = 50;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Inbox inbox;
    private final MailPage mailPage;

    InboxPages(Inbox inbox) {
        this.inbox = inbox;
        this.mailPage = new MailPage(inbox);
    }

    HttpReply answer(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return HttpReply.problem(405, "method", "pages are read with GET");
        }
        List<String> path = call.path();
        if (path.isEmpty()) {
            return HttpReply.html(200, list(call.query()));
        }
        if (path.size() == 1 && path.getFirst().equals("lab.css")) {
            return new HttpReply(200, "text/css; charset=utf-8", Html.resource("lab.css"));
        }
        if (path.size() == 2
                && path.getFirst().equals("messages")
                && path.get(1).matches("\\d{1,18}")) {
            return inbox.store()
                    .find(Long.parseLong(path.get(1)))
                    .map(mail -> HttpReply.html(200, mailPage.render(mail, call.query())))
                    .orElseGet(InboxPages::missing);
        }
        return missing();
    }

    private static HttpReply missing() {
        return HttpReply.html(
                404,
                Html.page("Not here", "<p class=empty>This mail is not here (any more). <a href=/>All mails</a></p>"));
    }

    private String list(QueryParameters query) {
        String search = query.text("search");
        long after = query.number("after", 0, 0, Long.MAX_VALUE);
        MailSearch.Page page = MailSearch.page(inbox.store(), search, after, PAGE_SIZE);
        StringBuilder html = new StringBuilder(StatsStrip.render(inbox.stats().get()));
        html.append(
                        "<form class=search role=search><input type=search name=search aria-label=Search placeholder=\"Recipient, subject, sender or Message-ID\" value=\"")
                .append(Html.escape(search))
                .append("\"><button>Search</button></form>");
        if (page.mails().isEmpty()) {
            html.append("<p class=empty>")
                    .append(search.isEmpty() ? "No mail has arrived yet." : "Nothing matches. <a href=/>All mails</a>")
                    .append("</p>");
        } else {
            html.append("<table class=mails><thead><tr><th>To<th>Subject<th>From<th>Time</tr></thead><tbody>");
            page.mails().forEach(mail -> html.append(row(mail)));
            html.append("</tbody></table>");
        }
        if (page.next() != null) {
            html.append("<nav class=pages><a rel=next href=\"/?search=")
                    .append(Html.urlEncode(search))
                    .append("&amp;after=")
                    .append(page.next())
                    .append("\">Older mails</a></nav>");
        }
        return Html.page("Inbox", html.toString());
    }

    private static String row(StoredMail mail) {
        String subject = mail.summary().subject().isEmpty()
                ? "(no subject)"
                : mail.summary().subject();
        return "<tr><td>" + Html.escape(mail.route().recipient()) + "<td><a href=\"/messages/" + mail.id() + "\">"
                + Html.escape(subject) + "</a><td>" + Html.escape(mail.summary().from()) + "<td><time>"
                + TIME.format(mail.receivedAt()) + "</time></tr>";
    }
}
