package lettermill.preference;

import jakarta.servlet.http.HttpServletRequest;
import lettermill.base.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same preferences for programs: when JSON is asked for, or sent. */
@RestController
@RequestMapping("/preferences/{token}")
class PreferenceJsonController {
    private final PreferenceService service;

    PreferenceJsonController(PreferenceService service) {
        this.service = service;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PreferenceView> show(@PathVariable String token) {
        return answer(service.view(person(token)));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PreferenceView> save(@PathVariable String token, @RequestBody PreferenceChange change) {
        return answer(service.change(person(token), change));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PreferenceView> saveForm(@PathVariable String token, HttpServletRequest request) {
        return answer(service.change(person(token), PreferenceChange.of(request.getParameterMap())));
    }

    @PostMapping(path = "/unsubscribe", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PreferenceView> unsubscribe(@PathVariable String token) {
        return answer(service.leaveByPage(person(token)));
    }

    @PostMapping(path = "/unsubscribe", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PreferenceView> unsubscribeJson(@PathVariable String token) {
        return answer(service.leaveByPage(person(token)));
    }

    private PreferenceService.Person person(String token) {
        return service.find(token).orElseThrow(() -> new Problem.NotFound("preference page", "behind this link"));
    }

    private static ResponseEntity<PreferenceView> answer(PreferenceView view) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .body(view);
    }
}
