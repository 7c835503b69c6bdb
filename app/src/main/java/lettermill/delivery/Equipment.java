package lettermill.delivery;

import java.time.Clock;
import lettermill.ledger.queue.SendQueue;
import lettermill.routing.Routing;
import lettermill.wire.MailAgent;
import org.springframework.stereotype.Component;

/** What a batch works with. */
@Component
record Equipment(
        SendQueue queue, MailAgent agent, LetterWriter writer, Throttles throttles, Routing routing, Clock clock) {}
