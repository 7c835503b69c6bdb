package lettermill.template.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedSourceTest {

    @Test
    void placesStayAndTagsComeBack() {
        String source = "<a href=\"{{ \"x\"|upper }}\">\n{% if a > b %}{# <b>\n #}y{% endif %}</a>";
        MaskedSource masked = new MaskedSource(source);
        assertThat(masked.masked()).hasSameSizeAs(source).doesNotContain("{", ">b", "<b>");
        assertThat(masked.masked().lines().count()).isEqualTo(source.lines().count());
        assertThat(masked.unmask(masked.masked().substring(9, 21))).isEqualTo("{{ \"x\"|upper }}".substring(0, 15));
        assertThat(masked.prints(masked.masked().substring(0, 20))).isTrue();
        assertThat(masked.prints(masked.masked().substring(masked.masked().indexOf('\n'))))
                .isFalse();
    }
}
