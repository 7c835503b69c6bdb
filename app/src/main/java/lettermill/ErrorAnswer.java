package lettermill;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lettermill.problem.ProblemType;
import lettermill.problem.ProblemWriter;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the container answers by itself, in the form of every other problem: no page of its own, no trace. */
@Hidden
@Controller
class ErrorAnswer implements ErrorController {

    private final ProblemWriter writer;

    ErrorAnswer(ProblemWriter writer) {
        this.writer = writer;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        ProblemType type = ProblemType.of(status);
        var problem = type.detail(type.meaning());
        problem.setStatus(status);
        writer.write(request, response, problem);
    }
}
