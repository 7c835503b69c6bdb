package lettermill.lab.inbox;

import java.util.function.Supplier;
import lettermill.lab.world.Diary;

/** What the page and the API show. */
public record Inbox(MailStore store, DkimKeys dkimKeys, Diary diary, Supplier<LabStats> stats) {}
