package lettermill.audience.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lettermill.audience.SubscriberStatus;
import lettermill.audience.file.ColumnMapping;
import lettermill.audience.file.CsvFormat;
import lettermill.base.Page;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Files of people: upload, look, start, watch. */
@RestController
@RequestMapping("/workspaces/{ws}/audience/imports")
class ImportController {

    private final ImportService service;
    private final ErrorFile errors;

    ImportController(ImportService service, ErrorFile errors) {
        this.service = service;
        this.errors = errors;
    }

    /** The request's body is the file itself, of any length. */
    @PostMapping(consumes = {"text/csv", "text/plain", "text/tab-separated-values", "application/octet-stream"})
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    ImportService.Uploaded upload(
            Access access,
            @RequestParam(name = "file_name", defaultValue = "upload.csv") String fileName,
            HttpServletRequest request)
            throws IOException {
        return service.upload(access, fileName, request.getInputStream());
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Import> page(Access access, @RequestParam @Nullable UUID after, @RequestParam(defaultValue = "50") int limit) {
        return service.page(access.workspace(), after, limit);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Import get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    /** Reads the file in another way, without changing anything; without a format, as it was read last. */
    @PostMapping("/{id}/inspect")
    @Needs(Permission.WRITE)
    ImportService.Uploaded inspect(Access access, @PathVariable UUID id, @RequestBody Inspect wanted)
            throws IOException {
        return service.inspect(access.workspace(), id, wanted.format());
    }

    @PostMapping("/{id}/start")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Import start(Access access, @PathVariable UUID id, @Valid @RequestBody Start wanted) throws IOException {
        return service.start(access, id, wanted);
    }

    @PostMapping("/{id}/cancel")
    @Needs(Permission.WRITE)
    Import cancel(Access access, @PathVariable UUID id) {
        return service.cancel(access, id);
    }

    /** The refused records as CSV: line, reason, and the record as it was. */
    @GetMapping("/{id}/errors")
    @Needs(Permission.READ)
    ResponseEntity<StreamingResponseBody> errors(Access access, @PathVariable UUID id) {
        StreamingResponseBody body = errors.of(service.get(access.workspace(), id));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"errors.csv\"")
                .body(body);
    }

    record Inspect(@Nullable CsvFormat format) {}

    /**
     * How to import. Everything may be left out.
     *
     * @param mode IMPORT, or DRY_RUN to count only
     * @param format another reading than the one found out; the proposal is made anew then
     * @param columns what to do otherwise than proposed
     * @param status the status of new people whose row names none
     */
    record Start(
            @Nullable ImportMode mode,
            @Nullable CsvFormat format,
            @Nullable @Size(max = 1000) List<@NotNull ColumnMapping> columns,
            @Nullable SubscriberStatus status,
            @Nullable @Size(max = 100) List<@NotNull UUID> lists,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> tags) {

        List<ColumnMapping> columnsOrNone() {
            return Objects.requireNonNullElse(columns, List.of());
        }

        List<UUID> listsOrNone() {
            return Objects.requireNonNullElse(lists, List.of());
        }

        List<String> tagsOrNone() {
            return Objects.requireNonNullElse(tags, List.of());
        }
    }
}
