package lettermill.audience.suppression;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import lettermill.base.Page;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The suppression list. */
@RestController
@RequestMapping("/workspaces/{ws}/audience/suppressions")
class SuppressionController {

    private final SuppressionService service;

    SuppressionController(SuppressionService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Suppression> page(
            Access access,
            @RequestParam @Nullable String search,
            @RequestParam @Nullable SuppressionReason reason,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.page(access.workspace(), search, reason, after, limit);
    }

    @PostMapping
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Suppression add(Access access, @Valid @RequestBody NewSuppression wanted) {
        return service.add(access, wanted.address(), wanted.domain(), wanted.note());
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Access access, @PathVariable long id) {
        service.remove(access, id);
    }

    /** Either an address or a domain. */
    record NewSuppression(
            @Nullable @Size(max = 320) String address,
            @Nullable @Size(max = 320) String domain,
            @Nullable @Size(max = 1000) String note) {}
}
