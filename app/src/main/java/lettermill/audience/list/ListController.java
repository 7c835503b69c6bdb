package lettermill.audience.list;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lettermill.base.Page;
import lettermill.base.SubscriberId;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lists of people. */
@RestController
@RequestMapping("/workspaces/{ws}/audience/lists")
class ListController {

    private final ListService service;

    ListController(ListService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<AudienceList> page(
            Access access, @RequestParam @Nullable UUID after, @RequestParam(defaultValue = "50") int limit) {
        return service.page(access.workspace(), after, limit);
    }

    @PostMapping
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    AudienceList create(Access access, @Valid @RequestBody NewList wanted) {
        return service.create(access, wanted.name(), Objects.requireNonNullElse(wanted.description(), ""));
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    AudienceList get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.WRITE)
    AudienceList update(Access access, @PathVariable UUID id, @Valid @RequestBody ListChange change) {
        return service.update(access, id, change.name(), change.description());
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        service.delete(access, id);
    }

    @PostMapping("/{id}/subscribers")
    @Needs(Permission.WRITE)
    Added add(Access access, @PathVariable UUID id, @Valid @RequestBody Members members) {
        return new Added(service.add(access, id, members.subscriberIds()));
    }

    @DeleteMapping("/{id}/subscribers/{subscriber}")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Access access, @PathVariable UUID id, @PathVariable String subscriber) {
        service.remove(access, id, SubscriberId.of(subscriber));
    }

    record NewList(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 2000) String description) {}

    /** Absent stays. */
    record ListChange(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 2000) String description) {}

    record Members(@NotEmpty @Size(max = 10_000) List<SubscriberId> subscriberIds) {}

    /** @param added how many were not on the list before */
    record Added(int added) {}
}
