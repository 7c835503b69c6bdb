package lettermill.mailagent.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.wire.feedback.RecipientReport;
import lettermill.wire.feedback.RecipientReport.Action;
import org.jspecify.annotations.Nullable;

/** The machine's part of a notification: groups of fields, one for each recipient (RFC 3464 section 2.3). */
final class DeliveryStatus {
    private static final Pattern STATUS = Pattern.compile("([245])[.,](\\d{1,3})[.,](\\d{1,3})");
    private static final Pattern RECIPIENT = Pattern.compile("(?im)^(?:final|original)-recipient[ \\t]*:");

    private DeliveryStatus() {}

    /** The recipients told of; empty where no part is a delivery status. */
    static List<RecipientReport> read(MailParts mail, WrittenReport written) {
        List<Fields> groups = new ArrayList<>();
        for (MailParts.Part part : mail.parts()) {
            if (part.type().endsWith("/delivery-status") || part.type().endsWith("global-delivery-status")) {
                groups.addAll(recipients(Fields.groups(part.text())));
            }
        }
        if (groups.isEmpty()) {
            mail.parts().stream()
                    .filter(part ->
                            !part.isReturned() && RECIPIENT.matcher(part.text()).find())
                    .forEach(part -> groups.addAll(recipients(Fields.groups(part.text()))));
        }
        List<RecipientReport> reports = new ArrayList<>();
        for (Fields group : groups) {
            RecipientReport report = report(group, written, groups.size() == 1);
            if (report != null) {
                reports.add(report);
            }
        }
        return reports;
    }

    /** Some reporters tear a recipient's group apart by an empty line, others leave out the one between two. */
    private static List<Fields> recipients(List<Fields> groups) {
        List<Fields> found = new ArrayList<>();
        for (Fields group : groups) {
            if (group.has("Final-Recipient") || group.has("Original-Recipient")) {
                found.addAll(group.splitBefore("Final-Recipient"));
            } else if (!found.isEmpty() && !found.getLast().has("Action") && group.has("Action")) {
                found.getLast().addAll(group);
            }
        }
        return found;
    }

    private static @Nullable RecipientReport report(Fields group, WrittenReport written, boolean alone) {
        Action action = action(group);
        if (action == null) {
            return null;
        }
        String finalRecipient = Addresses.first(afterType(group.text("Final-Recipient")));
        String original = Addresses.first(afterType(group.text("Original-Recipient")));
        String address = finalRecipient == null ? original : finalRecipient;
        List<String> places = new ArrayList<>();
        places.add(String.join(" ", diagnostics(group)));
        places.addAll(written.about(address, original, alone));
        return Judgement.of(address, action, status(group.text("Status")), places, written.text());
    }

    private static List<String> diagnostics(Fields group) {
        List<String> found = new ArrayList<>();
        for (String diagnostic : group.all("Diagnostic-Code")) {
            found.add(MailParts.words(afterType(diagnostic)));
        }
        return found;
    }

    private static @Nullable Action action(Fields group) {
        String action = group.text("Action").toLowerCase(Locale.ROOT);
        if (action.startsWith("fail")) {
            return Action.FAILED;
        }
        if (action.startsWith("delay")) {
            return Action.DELAYED;
        }
        if (action.startsWith("deliver") || action.startsWith("relay") || action.startsWith("expand")) {
            return Action.DELIVERED;
        }
        String status = status(group.text("Status"));
        if (status == null) {
            return group.has("Diagnostic-Code") ? Action.FAILED : null;
        }
        return switch (status.charAt(0)) {
            case '2' -> Action.DELIVERED;
            case '4' -> Action.DELAYED;
            default -> Action.FAILED;
        };
    }

    private static @Nullable String status(String text) {
        Matcher matcher = STATUS.matcher(text);
        return matcher.lookingAt() ? matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3) : null;
    }

    /** Without {@code rfc822;} or {@code smtp;}. */
    private static String afterType(String value) {
        int semicolon = value.indexOf(';');
        return semicolon >= 0 && semicolon <= 20
                ? value.substring(semicolon + 1).strip()
                : value;
    }
}
