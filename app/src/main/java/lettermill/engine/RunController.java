package lettermill.engine;

import java.util.List;
import lettermill.base.Page;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What ran for a workspace, newest first. */
@RestController
@RequestMapping("/workspaces/{ws}/runs")
class RunController {

    private final Runs runs;

    RunController(Runs runs) {
        this.runs = runs;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Runs.Run> list(
            Access access,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long after,
            @RequestParam(defaultValue = "50") int limit) {
        List<Runs.Run> rows = runs.of(access.workspace(), after, Page.limit(limit) + 1);
        return Page.of(rows, limit, run -> Long.toString(run.id()));
    }
}
