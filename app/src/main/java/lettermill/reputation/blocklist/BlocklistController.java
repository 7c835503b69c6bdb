package lettermill.reputation.blocklist;

import java.util.List;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/blocklists")
class BlocklistController {

    private final BlocklistService service;

    BlocklistController(BlocklistService service) {
        this.service = service;
    }

    /** What each list last said of the workspace's domains, its dedicated IPs and its SMTP providers' addresses. */
    @GetMapping
    @Needs(Permission.READ)
    List<Listing> list(Access access) {
        return service.latest(access.workspace());
    }
}
