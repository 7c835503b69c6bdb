package lettermill.ledger;

import java.util.List;

/** Published within the transaction that recorded the events; a listener that fails undoes the recording. */
public record MailEventsRecorded(List<RecordedEvent> events) {}
