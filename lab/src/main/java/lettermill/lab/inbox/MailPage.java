package lettermill.lab.inbox;

import java.nio.charset.StandardCharsets;
import lettermill.lab.letter.HeaderBlock;
import lettermill.lab.letter.OpenedMail;
import lettermill.lab.world.Diary;

/** One mail: as it looks, as text, its header, what DKIM says, what was done with it, and its source. */
final class MailPage {
    private final Inbox inbox;

    MailPage(Inbox inbox) {
        this.inbox = inbox;
    }

    String render(StoredMail mail, QueryParameters query) {
        byte[] message = mail.content().unpacked();
        OpenedMail opened = OpenedMail.of(message);
        boolean images = query.text("images").equals("on");
        StringBuilder html = new StringBuilder();
        html.append("<p><a href=/>All mails</a></p><h1>")
                .append(Html.escape(mail.summary().subject()))
                .append("</h1>")
                .append(envelope(mail, DkimVerification.of(message, inbox.dkimKeys())));
        if (!opened.html().isEmpty()) {
            html.append(letter(mail, opened.html(), images));
        }
        section(
                html,
                "Text",
                "<pre>" + Html.escape(opened.text()) + "</pre>",
                opened.html().isEmpty());
        section(html, "Header", headerTable(opened.header()), false);
        section(html, "What was done with it", deeds(mail), false);
        String source = new String(message, StandardCharsets.UTF_8);
        section(
                html,
                "Source",
                "<p><a href=\"/api/messages/" + mail.id() + "/raw\">Raw</a></p><pre>" + Html.escape(source) + "</pre>",
                false);
        return Html.page(mail.summary().subject(), html.toString());
    }

    private static String envelope(StoredMail mail, DkimVerification dkim) {
        StringBuilder html = new StringBuilder("<dl class=envelope>");
        term(html, "From", Html.escape(mail.summary().from()));
        term(html, "To", Html.escape(mail.route().recipient()));
        term(html, "Return path", Html.escape("<" + mail.route().sender() + ">"));
        term(html, "Received", mail.receivedAt().toString());
        StringBuilder signatures = new StringBuilder("<b class=dkim-" + dkim.result() + ">" + dkim.result() + "</b>");
        for (DkimVerification.Signature signature : dkim.signatures()) {
            signatures
                    .append("<br>")
                    .append(Html.escape(signature.selector() + "._domainkey." + signature.domain() + ": "
                            + signature.result() + " " + signature.reason()));
        }
        term(html, "DKIM", signatures.toString());
        return html.append("</dl>").toString();
    }

    private static void term(StringBuilder html, String name, String value) {
        html.append("<dt>").append(name).append("</dt><dd>").append(value).append("</dd>");
    }

    /** Links open in a page of their own; without images=on the policy of this page, which the frame inherits, stops images. */
    private static String letter(StoredMail mail, String letter, boolean images) {
        String link = images
                ? "<a href=\"/messages/" + mail.id() + "\">Hide images</a>"
                : "Images are not loaded, so looking here is no open. <a href=\"/messages/" + mail.id()
                        + "?images=on\">Load images</a>";
        return "<p class=note>" + link + "</p><iframe class=letter title=\"The mail\""
                + " sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\""
                + Html.escape("<base target=_blank>" + letter) + "\"></iframe>";
    }

    private static void section(StringBuilder html, String title, String content, boolean open) {
        html.append(open ? "<details open><summary>" : "<details><summary>")
                .append(title)
                .append("</summary>")
                .append(content)
                .append("</details>");
    }

    private static String headerTable(HeaderBlock header) {
        StringBuilder html = new StringBuilder("<table class=header><tbody>");
        for (HeaderBlock.Field field : header.fields()) {
            html.append("<tr><th scope=row>")
                    .append(Html.escape(field.name()))
                    .append("<td>")
                    .append(Html.escape(field.decoded()))
                    .append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private String deeds(StoredMail mail) {
        StringBuilder html = new StringBuilder("<ul>");
        for (Diary.Entry entry : inbox.diary().entriesOf(mail.id())) {
            html.append("<li>")
                    .append(entry.at())
                    .append(" ")
                    .append(entry.deed())
                    .append(" ")
                    .append(Html.escape(entry.detail()));
        }
        return html.append("</ul>").toString();
    }
}
