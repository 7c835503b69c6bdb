package lettermill.preference;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address in the List-Unsubscribe header: a POST of RFC 8058 acts at once, a GET only asks. */
@RestController
@RequestMapping("/u/{token}")
class OneClickController {
    private final PreferenceService service;
    private final PreferencePages pages;

    OneClickController(PreferenceService service, PreferencePages pages) {
        this.service = service;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<String> ask(@PathVariable String token) {
        return service.findByUnsubscribeToken(token)
                .map(person -> confirm(HttpStatus.OK, person, service.view(person)))
                .orElseGet(pages::missing);
    }

    @PostMapping
    ResponseEntity<String> act(@PathVariable String token, HttpServletRequest request) throws IOException {
        boolean oneClick = OneClick.asked(request);
        return service.findByUnsubscribeToken(token)
                .map(person -> oneClick
                        ? confirm(HttpStatus.OK, person, service.leaveByLink(person))
                        : confirm(HttpStatus.BAD_REQUEST, person, service.view(person)))
                .orElseGet(pages::missing);
    }

    private ResponseEntity<String> confirm(HttpStatus status, PreferenceService.Person person, PreferenceView view) {
        return pages.confirm(status, view, service.preferenceToken(person));
    }
}
