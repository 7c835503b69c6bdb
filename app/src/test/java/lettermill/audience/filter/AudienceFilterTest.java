package lettermill.audience.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lettermill.audience.AudienceFixture;
import lettermill.audience.CategoryChoice;
import lettermill.audience.Evidence;
import lettermill.audience.SubscriberStatus;
import lettermill.audience.SubscriptionFrequency;
import lettermill.audience.UnsubscribeSource;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AudienceFilterTest {

    private static AudienceFixture audience;
    private static UUID list;
    private static UUID category;

    /** Ana has everything, Bo has other values and Cy has nothing. */
    @BeforeAll
    static void people() {
        audience = new AudienceFixture();
        SubscriberId ana = audience.subscriber("ana@example.org", """
                {"plan": "Pro", "age": 41, "member": true, "since": "2026-02-20", "zip": "0107", "odd": "2026-99-99"}""");
        SubscriberId bo = audience.subscriber("bo@mail.example", """
                {"plan": "free", "age": "7", "member": false, "since": "2025-01-01T10:00:00+01:00", "zip": "x", "odd": [1]}""");
        SubscriberId cy = audience.subscriber("cy@example.org", SubscriberStatus.UNSUBSCRIBED);
        list = audience.list(ana, cy);
        category = audience.category("news");
        audience.consent()
                .setCategory(
                        audience.workspace,
                        bo,
                        category,
                        CategoryChoice.UNSUBSCRIBED,
                        SubscriptionFrequency.IMMEDIATE,
                        Evidence.of(UnsubscribeSource.API, null));
        audience.database
                .sql("UPDATE audience.subscriber SET tags = '{vip,\"old town\"}' WHERE id = :id")
                .param("id", ana.value())
                .update();
        message(ana, 3, 2);
        message(bo, 40, 39);
    }

    private static void message(SubscriberId person, int sentDaysAgo, int openedDaysAgo) {
        audience.database
                .sql("""
                INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, status, phase, sent_at, opened_at, created_at, updated_at)
                VALUES (:workspace, 'CAMPAIGN', :person, 'x@example.org', 'OPENED', 'DONE', CAST(:now AS timestamptz) - make_interval(days => :sent),
                        CAST(:now AS timestamptz) - make_interval(days => :opened), :now, :now)""")
                .param("workspace", audience.workspace.value())
                .param("person", person.value())
                .param("sent", sentDaysAgo)
                .param("opened", openedDaysAgo)
                .param("now", AudienceFixture.NOW.atOffset(ZoneOffset.UTC))
                .update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "attributes.plan   | EQUALS           | \"pro\"                  | ana",
                "attributes.plan   | NOT_EQUALS       | \"pro\"                  | bo cy",
                "attributes.plan   | IN               | [\"PRO\", \"free\"]      | ana bo",
                "attributes.plan   | NOT_IN           | [\"pro\"]                | bo cy",
                "attributes.plan   | CONTAINS         | \"RE\"                   | bo",
                "attributes.plan   | STARTS_WITH      | \"p\"                    | ana",
                "attributes.plan   | ENDS_WITH        | \"EE\"                   | bo",
                "attributes.plan   | EXISTS           |                          | ana bo",
                "attributes.plan   | MISSING          |                          | cy",
                "attributes.age    | GREATER          | 7                        | ana",
                "attributes.age    | GREATER_OR_EQUAL | 7                        | ana bo",
                "attributes.age    | LESS             | 7.5                      | bo",
                "attributes.age    | EQUALS           | 41                       | ana",
                "attributes.age    | NOT_EQUALS       | 41                       | bo cy",
                "attributes.zip    | GREATER          | 100                      | ana",
                "attributes.member | EQUALS           | true                     | ana",
                "attributes.member | NOT_EQUALS       | true                     | bo cy",
                "attributes.since  | AFTER            | \"2026-02-20\"           | ana",
                "attributes.since  | BEFORE           | \"2025-01-01T09:00:01Z\" | bo",
                "attributes.since  | WITHIN_DAYS      | 30                       | ana",
                "attributes.since  | NOT_WITHIN_DAYS  | 30                       | bo cy",
                "attributes.odd    | AFTER            | \"2000-01-01\"           | ''",
                "email             | STARTS_WITH      | \"ANA@\"                 | ana",
                "domain            | EQUALS           | \"example.org\"          | ana cy",
                "name              | IN               | [\"bo\", \"cy\"]         | bo cy",
                "status            | EQUALS           | \"active\"               | ana bo",
                "status            | NOT_IN           | [\"ACTIVE\"]             | cy",
                "tag               | EQUALS           | \"old town\"             | ana",
                "tag               | NOT_EQUALS       | \"vip\"                  | bo cy",
                "list              | EQUALS           | \"LIST\"                 | ana cy",
                "list              | NOT_IN           | [\"LIST\"]               | bo",
                "category          | EQUALS           | \"CATEGORY\"             | ana cy",
                "category          | NOT_EQUALS       | \"CATEGORY\"             | bo",
                "created_at        | WITHIN_DAYS      | 1                        | ana bo cy",
                "created_at        | AFTER            | \"2026-04-01\"           | ''",
                "sent              | EXISTS           |                          | ana bo",
                "sent              | MISSING          |                          | cy",
                "opened            | WITHIN_DAYS      | 30                       | ana",
                "opened            | NOT_WITHIN_DAYS  | 30                       | bo cy",
                "clicked           | EXISTS           |                          | ''",
            })
    void eachFieldAndOperatorFindsWhomItSays(String field, String operator, String value, String expected) {
        String json = "{\"field\": \"%s\", \"op\": \"%s\"%s}"
                .formatted(field, operator, value == null ? "" : ", \"value\": " + value);

        assertThat(String.join(" ", matches(json))).isEqualTo(expected.replace("''", ""));
    }

    @Test
    void combinesConditions() {
        String pro = "{\"field\": \"attributes.plan\", \"op\": \"EQUALS\", \"value\": \"pro\"}";
        String young = "{\"field\": \"attributes.age\", \"op\": \"LESS\", \"value\": 10}";

        assertThat(matches("{\"or\": [" + pro + ", " + young + "]}")).containsExactly("ana", "bo");
        assertThat(matches("{\"and\": [" + pro + ", " + young + "]}")).isEmpty();
        assertThat(matches("{\"not\": {\"or\": [" + pro + ", " + young + "]}}")).containsExactly("cy");
    }

    @Test
    void aClientsTextIsNeverSql() {
        String evil = "x') OR true; DROP TABLE audience.subscriber; -- :a";

        assertThat(matches(
                        "{\"field\": \"attributes.%s\", \"op\": \"EQUALS\", \"value\": \"%s\"}".formatted(evil, evil)))
                .isEmpty();
        assertThat(FilterSql.compile(
                                filter("{\"field\": \"attributes.%s\", \"op\": \"EQUALS\", \"value\": \"%s\"}"
                                        .formatted(evil, evil)),
                                AudienceFixture.NOW)
                        .sql())
                .doesNotContain("DROP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[]                                                                     | filters",
                "{}                                                                     | filters",
                "{\"xor\": []}                                                          | filters",
                "{\"and\": []}                                                          | filters.and",
                "{\"and\": [{\"field\": \"plan\", \"op\": \"EQUALS\", \"value\": 1}]}   | filters.and[0].field",
                "{\"field\": \"email\", \"op\": \"GREATER\", \"value\": 1}              | filters.op",
                "{\"field\": \"email\", \"op\": \"EQUALS\", \"value\": 1}               | filters.value",
                "{\"field\": \"email\", \"op\": \"EQUALS\", \"is\": 1}                  | filters",
                "{\"field\": \"status\", \"op\": \"EQUALS\", \"value\": \"gone\"}       | filters.value",
                "{\"field\": \"list\", \"op\": \"EQUALS\", \"value\": \"x\"}            | filters.value",
                "{\"field\": \"sent\", \"op\": \"WITHIN_DAYS\", \"value\": 0}           | filters.value",
                "{\"field\": \"sent\", \"op\": \"EXISTS\", \"value\": true}             | filters.value",
                "{\"field\": \"attributes.a\", \"op\": \"LESS\", \"value\": 1e999999}   | filters.value",
                "{\"field\": \"attributes.a\", \"op\": \"AFTER\", \"value\": \"soon\"}  | filters.value",
            })
    void refusesWhatIsNoFilterAndSaysWhere(String json, String place) {
        assertThatThrownBy(() -> filter(json))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem ->
                                assertThat(problem.fields().getFirst().field()).isEqualTo(place));
    }

    @Test
    void refusesATreeThatIsTooDeep() {
        String deep = "{\"not\": ".repeat(12) + "{\"field\": \"sent\", \"op\": \"EXISTS\"}" + "}".repeat(12);

        assertThatThrownBy(() -> filter(deep)).isInstanceOf(Problem.Invalid.class);
    }

    private static AudienceFilter filter(String json) {
        return AudienceFilter.read("filters", JsonMapper.shared().readTree(json));
    }

    private static List<String> matches(String json) {
        FilterSql.Condition condition = FilterSql.compile(
                filter(json.replace("LIST", list.toString()).replace("CATEGORY", category.toString())),
                AudienceFixture.NOW);
        return audience.database
                .sql("SELECT s.name FROM audience.subscriber s WHERE s.workspace_id = :workspace AND " + condition.sql()
                        + " ORDER BY 1")
                .param("workspace", audience.workspace.value())
                .params(condition.params())
                .query(String.class)
                .list();
    }
}
