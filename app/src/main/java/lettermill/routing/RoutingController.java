package lettermill.routing;

import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/routing")
class RoutingController {

    private final Explainer explainer;

    RoutingController(Explainer explainer) {
        this.explainer = explainer;
    }

    @PostMapping("/explain")
    @Needs(Permission.READ)
    Explanation explain(Access access, @RequestBody Explanation.Question question) {
        return explainer.explain(access, question);
    }
}
