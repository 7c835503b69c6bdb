package lettermill.webhook.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Ledger;
import lettermill.ledger.Located;
import lettermill.webhook.VendorEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the messages that events speak of, in their own workspace only. */
@Component
class MessageFinder {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    /** As delivery writes it: the message, the beginning of the workspace's id, the sending domain. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<?(\\d{1,18})\\.([0-9a-f]{8})@[^>]+>?");

    private final Ledger ledger;

    MessageFinder(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The message of each event that has one; by our id first, then the vendor's, then the Message-ID header. The answer is
     * asked with the very events that were given: they have many members, and there are many of them.
     */
    Map<VendorEvent, MessageId> find(WorkspaceId workspace, Collection<VendorEvent> events) {
        Map<VendorEvent, MessageId> found = new IdentityHashMap<>();
        Map<VendorEvent, MessageId> named = new IdentityHashMap<>();
        for (VendorEvent event : events) {
            MessageId id = number(event.mail().ourId());
            if (id != null) {
                named.put(event, id);
            }
        }
        confirm(workspace, named, found);
        byVendorIds(workspace, without(events, found), found);
        named.clear();
        for (VendorEvent event : without(events, found)) {
            MessageId id = inHeader(workspace, event.mail().messageIdHeader());
            if (id != null) {
                named.put(event, id);
            }
        }
        confirm(workspace, named, found);
        return found;
    }

    private static List<VendorEvent> without(Collection<VendorEvent> events, Map<VendorEvent, MessageId> found) {
        return events.stream().filter(event -> !found.containsKey(event)).toList();
    }

    private void confirm(WorkspaceId workspace, Map<VendorEvent, MessageId> named, Map<VendorEvent, MessageId> found) {
        if (named.isEmpty()) {
            return;
        }
        Map<MessageId, Located> places = ledger.locate(new HashSet<>(named.values()));
        named.forEach((event, id) -> {
            Located place = places.get(id);
            if (place != null && place.workspace().equals(workspace)) {
                found.put(event, id);
            }
        });
    }

    private void byVendorIds(WorkspaceId workspace, List<VendorEvent> events, Map<VendorEvent, MessageId> found) {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.addAll(event.mail().vendorIds()));
        if (ids.isEmpty()) {
            return;
        }
        Map<String, MessageId> known = ledger.byVendorId(workspace, ids);
        for (VendorEvent event : events) {
            event.mail().vendorIds().stream()
                    .map(known::get)
                    .filter(id -> id != null)
                    .findFirst()
                    .ifPresent(id -> found.put(event, id));
        }
    }

    private static @Nullable MessageId number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? new MessageId(Long.parseLong(text)) : null;
    }

    private static @Nullable MessageId inHeader(WorkspaceId workspace, @Nullable String header) {
        Matcher matcher = MESSAGE_ID.matcher(header == null ? "" : header);
        return matcher.matches() && workspace.toString().startsWith(matcher.group(2))
                ? new MessageId(Long.parseLong(matcher.group(1)))
                : null;
    }
}
