package lettermill.lab.inbox;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import lettermill.lab.letter.HeaderBlock;
import lettermill.lab.letter.OpenedMail;
import lettermill.lab.world.Diary;
import org.jspecify.annotations.Nullable;

/** The JSON API under {@code /api}. */
final class InboxApi {
    private static final int MAX_PAGE = 1000;

    private final Inbox inbox;

    InboxApi(Inbox inbox) {
        this.inbox = inbox;
    }

    /** One mail in a list. */
    private record Item(
            long id,
            Instant receivedAt,
            @JsonUnwrapped StoredMail.Route route,
            @JsonUnwrapped StoredMail.Summary summary,
            int size) {
        static Item of(StoredMail mail) {
            return new Item(
                    mail.id(),
                    mail.receivedAt(),
                    mail.route(),
                    mail.summary(),
                    mail.content().size());
        }
    }

    private record Items(List<Item> items, @Nullable Long next, int stored) {}

    private record Detail(
            @JsonUnwrapped Item mail,
            List<HeaderBlock.Field> headers,
            String text,
            String html,
            DkimVerification dkim,
            List<Diary.Entry> deeds) {}

    HttpReply answer(HttpCall call) throws IOException {
        List<String> path = call.path();
        String shape = path.stream()
                .skip(1)
                .map(segment -> segment.matches("\\d{1,18}") ? "{id}" : segment)
                .collect(Collectors.joining("/"));
        return switch (call.method() + " " + shape) {
            case "GET stats" -> HttpReply.json(inbox.stats().get());
            case "GET messages" -> messages(call.query());
            case "DELETE messages" -> clear();
            case "GET messages/{id}" -> detail(mail(path.get(2)));
            case "GET messages/{id}/raw" -> raw(mail(path.get(2)));
            case "GET received" -> HttpReply.json(inbox.store().receipts());
            case "GET deeds" -> HttpReply.json(inbox.diary().entries());
            case "GET dkim-keys" -> HttpReply.json(inbox.dkimKeys().all());
            case "POST dkim-keys" -> publish(call.body());
            default -> HttpReply.problem(404, "url", "no such method and address; see docs/lab.md");
        };
    }

    private HttpReply messages(QueryParameters query) {
        int limit = (int) query.number("limit", 50, 1, MAX_PAGE);
        long after = query.number("after", 0, 0, Long.MAX_VALUE);
        MailSearch.Page page = MailSearch.page(inbox.store(), query.text("search"), after, limit);
        List<Item> items = page.mails().stream().map(Item::of).toList();
        return HttpReply.json(new Items(items, page.next(), inbox.store().size()));
    }

    private HttpReply clear() throws IOException {
        inbox.store().clear();
        return HttpReply.noContent();
    }

    private StoredMail mail(String id) {
        return inbox.store().find(Long.parseLong(id)).orElseThrow(() -> new HttpCall.NotFound("mail " + id));
    }

    private HttpReply detail(StoredMail mail) {
        byte[] message = mail.content().unpacked();
        OpenedMail opened = OpenedMail.of(message);
        return HttpReply.json(new Detail(
                Item.of(mail),
                opened.header().fields(),
                opened.text(),
                opened.html(),
                DkimVerification.of(message, inbox.dkimKeys()),
                inbox.diary().entriesOf(mail.id())));
    }

    private static HttpReply raw(StoredMail mail) {
        return new HttpReply(200, "text/plain; charset=utf-8", mail.content().unpacked());
    }

    private HttpReply publish(byte[] body) {
        try {
            inbox.dkimKeys().publishJson(body);
            return HttpReply.noContent();
        } catch (IllegalArgumentException malformed) {
            throw new HttpCall.BadRequest("body", String.valueOf(malformed.getMessage()));
        }
    }
}
