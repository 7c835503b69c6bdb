package lettermill.routing;

import java.time.LocalDate;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderService;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The day's caps of all that is on a way: each a guarded update, all of them or none. */
@Component
class Caps {

    private final SenderService senders;
    private final ProviderService providers;

    Caps(SenderService senders, ProviderService providers) {
        this.senders = senders;
        this.providers = providers;
    }

    /** Counts up to {@code wanted} sends before they happen, and says how many all caps leave. */
    @Transactional
    public int reserve(WorkspaceId workspace, RouteChoice.Usable way, int wanted, LocalDate day) {
        SendingDomain domain = way.sender().domain();
        int byDomain = domain == null ? wanted : senders.reserve(domain, wanted, day);
        int granted = byDomain == 0 ? 0 : providers.reserve(way.provider(), byDomain, day);
        if (domain != null) {
            senders.giveBack(workspace, domain.id(), byDomain - granted, day);
        }
        return granted;
    }

    @Transactional
    public void giveBack(WorkspaceId workspace, RouteChoice.Usable way, int count, LocalDate day) {
        SendingDomain domain = way.sender().domain();
        if (domain != null) {
            senders.giveBack(workspace, domain.id(), count, day);
        }
        providers.giveBack(way.provider(), count, day);
    }
}
