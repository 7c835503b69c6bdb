package lettermill.lab.inbox;

import lettermill.lab.world.Diary.Deed;

/** The row of figures above the list. */
final class StatsStrip {
    private StatsStrip() {}

    static String render(LabStats stats) {
        var deeds = stats.people().deeds();
        long refused = stats.answers().refusedByCode().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long dropped = stats.answers().droppedBeforeAnswer() + stats.answers().droppedAfterAnswer();
        long unsubscribed = deeds.getOrDefault(Deed.ONE_CLICK_UNSUBSCRIBE, 0L)
                + deeds.getOrDefault(Deed.PREFERENCE_PAGE_UNSUBSCRIBE, 0L);
        return "<dl class=stats>"
                + figure("received", stats.mails().received())
                + figure("refused", refused)
                + figure("dropped", dropped)
                + figure("bounced later", deeds.getOrDefault(Deed.BOUNCE, 0L))
                + figure("opened", deeds.getOrDefault(Deed.OPEN, 0L))
                + figure("clicked", deeds.getOrDefault(Deed.CLICK, 0L))
                + figure("unsubscribed", unsubscribed)
                + figure("complained", deeds.getOrDefault(Deed.COMPLAINT, 0L))
                + figure("duplicates", stats.mails().duplicateMessageIds())
                + "</dl>";
    }

    private static String figure(String name, long value) {
        return "<div><dt>" + name + "</dt><dd>" + String.format("%,d", value) + "</dd></div>";
    }
}
