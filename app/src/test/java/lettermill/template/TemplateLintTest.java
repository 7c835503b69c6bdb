package lettermill.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lettermill.template.LintFinding.Rule;
import lettermill.template.LintFinding.Severity;
import lettermill.template.TemplateVariable.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLintTest {
    private static final String FOOTER =
            "<p>{{ postal_address }} <a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></p>";

    @Test
    void aGoodTemplateHasNothingToSay() {
        Draft good = new Draft()
                .html("<h1>Hi {{ recipient_name }}</h1><img src=\"a.png\" alt=\"\">"
                        + "<a href=\"{{ shop_url }}\"><img src=\"b.png\" alt=\"Shop\"></a>"
                        + "<a href=\"https://example.com\">{{ product }}</a><a name=\"top\"></a>" + FOOTER)
                .variable(new TemplateVariable("shop_url", Type.STRING, true, null, null))
                .variable(new TemplateVariable("product", Type.STRING, false, "All", null));
        assertThat(TemplateLint.check(good.version())).isEmpty();
    }

    @Test
    void marketingWithoutAWayOutIsAnError() {
        assertThat(rules(new Draft().html("<p>Buy</p>")))
                .containsExactly(Rule.UNSUBSCRIBE_MISSING, Rule.POSTAL_ADDRESS_MISSING);
        assertThat(TemplateLint.check(new Draft().html("<p>Buy</p>").version())
                        .getFirst()
                        .severity())
                .isEqualTo(Severity.ERROR);
        assertThat(rules(new Draft().html("<p>Your receipt</p>").category(EmailTemplateCategory.TRANSACTIONAL)))
                .isEmpty();
    }

    @Test
    void aTextPartWrittenByHandNeedsItsOwnWayOut() {
        List<LintFinding> findings =
                TemplateLint.check(new Draft().html(FOOTER).text("Buy").version());
        assertThat(findings).extracting(LintFinding::rule).contains(Rule.UNSUBSCRIBE_MISSING);
        assertThat(findings).extracting(LintFinding::field).containsOnly("body_text");
    }

    @Test
    void anImageWithoutAltTextIsShownWhereItIs() {
        LintFinding finding = only(new Draft().html("<p>\n  {{ email }}<img src=\"a>b.png\">" + FOOTER));
        assertThat(finding.rule()).isEqualTo(Rule.ALT_MISSING);
        assertThat(finding.line()).isEqualTo(2);
        assertThat(finding.column()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"\">Shop</a>",
                "<a href=\" # \">Shop</a>",
                "<a href=\"https://example.com\"> \n </a>",
                "<a href=\"https://example.com\">{# nothing #}</a>",
            })
    void anEmptyLinkIsFound(String link) {
        assertThat(only(new Draft().html(link + FOOTER)).rule()).isEqualTo(Rule.LINK_EMPTY);
    }

    @Test
    void namesAreComparedWithTheirDeclaration() {
        Draft draft = new Draft()
                .html("{{ plan }}{% set mine = 1 %}{{ mine }}{% for x in [1] %}{{ x }}{% endfor %}" + FOOTER)
                .variable(new TemplateVariable("unused", Type.STRING, true, null, null));
        assertThat(TemplateLint.check(draft.version()))
                .extracting(LintFinding::rule)
                .containsExactly(Rule.VARIABLE_UNDECLARED, Rule.VARIABLE_UNUSED);
        assertThat(TemplateLint.check(draft.version()).getFirst().wrong()).startsWith("uses plan,");
    }

    @Test
    void aMailThatGmailCutsIsFoundEvenIfOnlyTrackingMakesItSo() {
        String link = "<a href=\"https://e.co\">x</a>";
        String filler = "x".repeat(TemplateLint.GMAIL_CLIP - 400 * link.length() - FOOTER.length() - 300);
        assertThat(rules(new Draft().html(filler + FOOTER))).isEmpty();
        assertThat(rules(new Draft().html(link.repeat(400) + filler + FOOTER))).containsExactly(Rule.SIZE);
    }

    @Test
    void everySyntaxErrorIsNamedWithItsPlace() {
        List<LintFinding> findings = TemplateLint.check(new Draft()
                .subject("{{ a")
                .html("<p>\n{{ name|uper }}</p>" + FOOTER)
                .version());
        assertThat(findings).extracting(LintFinding::rule).containsOnly(Rule.SYNTAX);
        assertThat(findings).extracting(LintFinding::field).containsExactly("subject_template", "body_html");
        assertThat(findings.get(1).line()).isEqualTo(2);
        assertThat(findings.get(1).column()).isNotNull();
        assertThat(findings.get(1).right()).isEqualTo("did you mean upper?");
    }

    private static List<Rule> rules(Draft draft) {
        return TemplateLint.check(draft.version()).stream()
                .map(LintFinding::rule)
                .toList();
    }

    private static LintFinding only(Draft draft) {
        List<LintFinding> findings = TemplateLint.check(draft.version());
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }
}
