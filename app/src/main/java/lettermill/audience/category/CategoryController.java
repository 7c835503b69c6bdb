package lettermill.audience.category;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Kinds of mail that people can opt out of one by one; a workspace has a handful, so they come on one page. */
@RestController
@RequestMapping("/workspaces/{ws}/audience/categories")
class CategoryController {

    private final CategoryService service;

    CategoryController(CategoryService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Category> all(Access access) {
        return new Page<>(List.copyOf(service.all(access.workspace())), null);
    }

    @PostMapping
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Category create(Access access, @Valid @RequestBody NewCategory wanted) {
        return service.create(access, wanted);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Category get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.WRITE)
    Category update(Access access, @PathVariable UUID id, @Valid @RequestBody CategoryChange change) {
        return service.update(access, id, change);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        service.delete(access, id);
    }

    record NewCategory(
            @NotNull
            @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,63}", message = "must be lower-case letters, digits, - and _")
            String slug,

            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @Nullable @Size(max = 10) Set<String> templateCategories) {}

    /** Absent stays. */
    record CategoryChange(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @Nullable @Size(max = 10) Set<String> templateCategories) {}
}
