package lettermill.audience.subscriber;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import lettermill.audience.CategoryChoice;
import lettermill.audience.Consent;
import lettermill.audience.ConsentEntry;
import lettermill.audience.Evidence;
import lettermill.audience.Preferences;
import lettermill.audience.SubscriberStatus;
import lettermill.audience.SubscriptionFrequency;
import lettermill.audience.UnsubscribeSource;
import lettermill.base.Page;
import lettermill.base.SubscriberId;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** People. */
@RestController
@RequestMapping("/workspaces/{ws}/audience/subscribers")
class SubscriberController {

    private final SubscriberService service;
    private final SubscriberExport export;
    private final Consent consent;

    SubscriberController(SubscriberService service, SubscriberExport export, Consent consent) {
        this.service = service;
        this.export = export;
        this.consent = consent;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Subscriber> page(
            Access access,
            @ModelAttribute SubscriberSearch search,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.page(access.workspace(), search, after, limit);
    }

    /** The same people as CSV; cells that a spreadsheet would run are protected by an apostrophe. */
    @GetMapping("/export")
    @Needs(Permission.READ)
    ResponseEntity<StreamingResponseBody> export(Access access, @ModelAttribute SubscriberSearch search) {
        StreamingResponseBody body = export.of(access, search);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"subscribers.csv\"")
                .body(body);
    }

    @PostMapping
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Subscriber create(Access access, @Valid @RequestBody NewSubscriber wanted) {
        return service.get(access.workspace(), service.create(access, wanted));
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Subscriber get(Access access, @PathVariable String id) {
        return service.get(access.workspace(), SubscriberId.of(id));
    }

    @PatchMapping("/{id}")
    @Needs(Permission.WRITE)
    Subscriber update(Access access, @PathVariable String id, @Valid @RequestBody SubscriberChange change) {
        service.update(access, SubscriberId.of(id), change);
        return service.get(access.workspace(), SubscriberId.of(id));
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(Access access, @PathVariable String id) {
        service.erase(access, SubscriberId.of(id));
    }

    @PutMapping("/{id}/status")
    @Needs(Permission.WRITE)
    Subscriber changeStatus(Access access, @PathVariable String id, @Valid @RequestBody StatusChange change) {
        service.changeStatus(access, SubscriberId.of(id), change.status());
        return service.get(access.workspace(), SubscriberId.of(id));
    }

    @GetMapping("/{id}/preferences")
    @Needs(Permission.READ)
    Preferences preferences(Access access, @PathVariable String id) {
        return consent.preferences(access.workspace(), SubscriberId.of(id));
    }

    @PutMapping("/{id}/preferences/{category}")
    @Needs(Permission.WRITE)
    Preferences setCategory(
            Access access, @PathVariable String id, @PathVariable UUID category, @Valid @RequestBody Say say) {
        consent.setCategory(
                access.workspace(),
                SubscriberId.of(id),
                category,
                say.choice(),
                say.frequency(),
                new Evidence(UnsubscribeSource.API, null, "by " + access.actor()));
        return consent.preferences(access.workspace(), SubscriberId.of(id));
    }

    /** The consent history, newest first. */
    @GetMapping("/{id}/consent")
    @Needs(Permission.READ)
    Page<ConsentEntry> history(
            Access access,
            @PathVariable String id,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long after,
            @RequestParam(defaultValue = "50") int limit) {
        service.get(access.workspace(), SubscriberId.of(id));
        return consent.history(access.workspace(), SubscriberId.of(id), after, Page.limit(limit));
    }

    record StatusChange(@NotNull SubscriberStatus status) {}

    record Say(@NotNull CategoryChoice choice, @NotNull SubscriptionFrequency frequency) {}
}
