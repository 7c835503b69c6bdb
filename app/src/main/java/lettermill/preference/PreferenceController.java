package lettermill.preference;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The preference page for people with a browser. */
@RestController
@RequestMapping("/preferences/{token}")
class PreferenceController {
    private final PreferenceService service;
    private final PreferencePages pages;

    PreferenceController(PreferenceService service, PreferencePages pages) {
        this.service = service;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<String> show(@PathVariable String token) {
        return service.find(token)
                .map(person -> pages.preferences(token, service.view(person), null, null))
                .orElseGet(pages::missing);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> save(@PathVariable String token, HttpServletRequest request) {
        return service.find(token)
                .map(person -> {
                    PreferenceView before = service.view(person);
                    PreferenceView after = service.change(person, PreferenceChange.of(request.getParameterMap()));
                    return pages.preferences(token, after, "Your settings are saved.", before);
                })
                .orElseGet(pages::missing);
    }

    @PostMapping("/unsubscribe")
    ResponseEntity<String> unsubscribe(@PathVariable String token) {
        return service.find(token)
                .map(person -> {
                    PreferenceView before = service.view(person);
                    PreferenceView after = service.leaveByPage(person);
                    return pages.preferences(token, after, "You are unsubscribed from all e-mail.", before);
                })
                .orElseGet(pages::missing);
    }
}
