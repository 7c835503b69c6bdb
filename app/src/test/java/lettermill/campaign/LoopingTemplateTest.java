package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A template that never ends, for everybody or for a few: its budget ends it. */
class LoopingTemplateTest extends Sendery {

    private static final String LOOP = "{% for a in range(rows) %}{% for b in range(rows) %}x{% endfor %}{% endfor %}";
    private static final int FOREVER = 99_999;

    @Test
    void whatLoopsForEverybodyIsToldBeforehandAndDoesNotStart() {
        String campaign = looping(2, 0);

        Map<String, Object> report = get("/email-marketing/campaigns/" + campaign + "/preflight");
        assertThat(report).containsEntry("ready", false);
        assertThat(report.get("problems")).asString().contains("fails for", "people tried", "body_html");
        act(campaign, "send").expectStatus().isEqualTo(422);
    }

    @Test
    void whatLoopsForAFewFailsForThemAndMailsTheOthers() {
        String campaign = looping(12, 9);

        act(campaign, "send").expectStatus().is2xxSuccessful();
        awaitStatus(campaign, "SENT");
        assertThat(house.mails()).hasSize(9);
        assertThat(recipients(campaign, "&status=FAILED")).hasSize(3).allSatisfy(person -> {
            assertThat(person).containsEntry("reason", "RENDERING_FAILURE");
            assertThat(String.valueOf(person.get("reason_detail"))).contains("body_html");
        });
    }

    /** A campaign to so many people, of whom the first ones have few rows in their letter, and the others no end of them. */
    private String looping(int people, int ending) {
        provider("");
        sender("");
        people(people);
        for (int person = 1; person <= people; person++) {
            database.sql("""
                            UPDATE audience.subscriber
                            SET attributes = attributes || jsonb_build_object('rows', CAST(:rows AS int))
                            WHERE email = :email AND workspace_id = (SELECT id FROM workspace.workspace WHERE slug = :slug)""")
                    .param("rows", person <= ending ? 3 : FOREVER)
                    .param("email", "p" + person + "@example.org")
                    .param("slug", owner.workspace())
                    .update();
        }
        return campaign(template(LETTER.replace("{{ city }}", LOOP)), "");
    }
}
