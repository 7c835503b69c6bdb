package lettermill.audience.segment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lettermill.audience.AudienceCounts;
import lettermill.audience.SkipReason;
import lettermill.audience.filter.AudienceFilter;
import lettermill.base.Page;
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
import tools.jackson.databind.JsonNode;

/** Segments and live counts. */
@RestController
@RequestMapping("/workspaces/{ws}/audience/segments")
class SegmentController {

    private final SegmentService service;

    SegmentController(SegmentService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Segment> page(
            Access access, @RequestParam @Nullable UUID after, @RequestParam(defaultValue = "50") int limit) {
        return service.page(access.workspace(), after, limit);
    }

    @PostMapping
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Segment create(Access access, @Valid @RequestBody NewSegment wanted) {
        AudienceFilter filters = AudienceFilter.read("filters", wanted.filters());
        UUID id = service.create(access, wanted.name(), Objects.requireNonNullElse(wanted.description(), ""), filters);
        return service.get(access.workspace(), id);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Segment get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.WRITE)
    Segment update(Access access, @PathVariable UUID id, @Valid @RequestBody SegmentChange change) {
        service.update(access, id, change.name(), change.description(), filter(change.filters()));
        return service.get(access.workspace(), id);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        service.delete(access, id);
    }

    @GetMapping("/{id}/count")
    @Needs(Permission.READ)
    Count countSaved(Access access, @PathVariable UUID id) {
        AudienceFilter filters = service.filter(access.workspace(), id);
        return Count.of(service.count(access.workspace(), null, filters, null));
    }

    /** Counts a filter that isn't saved; all parts may be left out. */
    @PostMapping("/count")
    @Needs(Permission.READ)
    Count count(Access access, @RequestBody Choice choice) {
        return Count.of(
                service.count(access.workspace(), choice.listId(), filter(choice.filters()), choice.categoryId()));
    }

    private static @Nullable AudienceFilter filter(@Nullable JsonNode json) {
        return json == null || json.isNull() ? null : AudienceFilter.read("filters", json);
    }

    record NewSegment(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @NotNull JsonNode filters) {}

    /** Absent stays. */
    record SegmentChange(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @Nullable JsonNode filters) {}

    record Choice(
            @Nullable UUID listId,
            @Nullable JsonNode filters,
            @Nullable UUID categoryId) {}

    record Count(long targeted, long eligible, Map<SkipReason, Long> skipped) {
        static Count of(AudienceCounts counts) {
            return new Count(counts.targeted(), counts.eligible(), counts.skipped());
        }
    }
}
