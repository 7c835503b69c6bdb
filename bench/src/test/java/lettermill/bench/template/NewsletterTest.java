package lettermill.bench.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewsletterTest {
    @Test
    void hasTenLinksAWayOutAndAboutTheSizeAskedFor() {
        String html = Newsletter.html(24_000);
        assertThat(html.length()).isBetween(21_000, 25_000);
        assertThat(html.split("<a href=\"https://shop", -1)).hasSize(11);
        assertThat(html).contains("{{ unsubscribe_url }}", "{{ first_name }}", "{{ postal_address }}");
    }
}
