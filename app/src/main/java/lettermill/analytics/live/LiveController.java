package lettermill.analytics.live;

import lettermill.base.CampaignId;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events: the numbers once a second while the campaign moves. */
@RestController
class LiveController {

    private final LiveFeeds feeds;

    LiveController(LiveFeeds feeds) {
        this.feeds = feeds;
    }

    @GetMapping(
            path = "/workspaces/{ws}/email-marketing/campaigns/{id}/live",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs(Permission.READ)
    SseEmitter live(Access access, @PathVariable String id) {
        return feeds.watch(access.workspace(), CampaignId.of(id));
    }
}
