package lettermill.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example/a?b=1&c=2#top | https://shop.example/a?b=1&c=2#top",
                "HTTPS://Shop.example | https://Shop.example",
                "http://a.example:8080/x | http://a.example:8080/x",
                "https://a.example/one two | https://a.example/one%20two",
                "https://a.example/ä?q=ü | https://a.example/%C3%A4?q=%C3%BC",
                "https://a.example/100%25 | https://a.example/100%25",
                "https://a.example/<b>\"{x} | https://a.example/%3Cb%3E%22%7Bx%7D",
                "https://bücher.example/x | https://xn--bcher-kva.example/x",
                "https://[2001:db8::1]/x | https://[2001:db8::1]/x",
            })
    void writesAnAddressFitForALocationHeader(String attribute, String expected) {
        assertThat(TargetUrl.of(attribute)).contains(new TargetUrl(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#top",
                "mailto:a@b.example",
                "tel:+49",
                "/relative",
                "//host.example/x",
                "javascript:alert(1)",
                "java\tscript:alert(1)",
                "data:text/html,x",
                "https://",
                "https:///path",
                "https:/one.example",
                "ftp://a.example",
                "https://user:secret@a.example/",
                "https://good.example@evil.example/",
                "https://a.example\\@evil.example/",
                "https://a b.example/",
                "https://a.example\u0000/",
                "https://a.example:port/"
            })
    void refusesWhatIsNoPlainWebAddress(String attribute) {
        assertThat(TargetUrl.of(attribute)).isEmpty();
    }

    @Test
    void dropsTheWhiteSpaceThatBrowsersDrop() {
        assertThat(TargetUrl.of(" \thttps://a.exam\nple/x\r\n")).contains(new TargetUrl("https://a.example/x"));
    }

    @Test
    void refusesWhatNoTokenCouldCarry() {
        assertThat(TargetUrl.of("https://a.example/" + "x".repeat(2_800))).isPresent();
        assertThat(TargetUrl.of("https://a.example/" + "x".repeat(3_000))).isEmpty();
    }

    @Test
    void namesTheSchemeABrowserWouldActOn() {
        assertThat(TargetUrl.scheme(" java\nscript:alert(1)")).isEqualTo("javascript");
        assertThat(TargetUrl.scheme("HTTPS://a.example")).isEqualTo("https");
        assertThat(TargetUrl.scheme("/a:b")).isEmpty();
    }
}
