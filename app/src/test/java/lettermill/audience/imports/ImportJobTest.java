package lettermill.audience.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import lettermill.audience.Evidence;
import lettermill.audience.SubscriberStatus;
import lettermill.audience.UnsubscribeSource;
import lettermill.audience.file.AttributeType;
import lettermill.audience.file.ColumnMapping;
import lettermill.audience.file.ImportPlan;
import lettermill.base.SubscriberId;
import org.junit.jupiter.api.Test;

class ImportJobTest {

    private final ImportDesk desk = new ImportDesk();

    @Test
    void createsPeopleWithTypedAttributes() {
        Import done = desk.run("""
                E-Mail;Full name;City;Age;Member
                Ana@BÜCHER.example;Ana Lima;"Porto; old town";41;true
                bo@example.org;;Oslo;7;false
                """);

        assertThat(done.state()).isEqualTo(ImportState.DONE);
        assertThat(done.counts()).isEqualTo(new ImportCounts(2, 2, 0, 0, 0, 0, 0));
        assertThat(desk.people())
                .containsExactly(
                        "Ana@xn--bcher-kva.example|Ana Lima|ACTIVE||{\"age\": 41, \"city\": \"Porto; old town\", \"member\": true}",
                        "bo@example.org||ACTIVE||{\"age\": 7, \"city\": \"Oslo\", \"member\": false}");
    }

    @Test
    void mergesIntoKnownPeopleAndCountsEachKind() {
        desk.audience.subscriber("ana@example.org", "{\"plan\": \"free\", \"age\": 40}");
        desk.audience.subscriber("bo@example.org", "{\"plan\": \"pro\"}");

        Import done = desk.run("""
                email,plan
                ANA@example.org,pro
                bo@example.org,pro
                new@example.org,free
                new@example.org,pro
                """);

        assertThat(done.counts()).isEqualTo(new ImportCounts(4, 1, 1, 1, 1, 0, 0));
        assertThat(desk.people())
                .containsExactly(
                        "ana@example.org|ana|ACTIVE||{\"age\": 40, \"plan\": \"pro\"}",
                        "bo@example.org|bo|ACTIVE||{\"plan\": \"pro\"}",
                        "new@example.org||ACTIVE||{\"plan\": \"pro\"}");
    }

    @Test
    void neverBringsBackWhoeverLeft() {
        for (SubscriberStatus status : SubscriberStatus.values()) {
            desk.audience.subscriber(status.name() + "@example.org", status);
        }

        Import done = desk.run("""
                email,status
                pending@example.org,subscribed
                active@example.org,subscribed
                unsubscribed@example.org,subscribed
                bounced@example.org,subscribed
                complained@example.org,subscribed
                """);

        assertThat(done.counts().leftAlone()).isEqualTo(3);
        assertThat(desk.people().stream().map(person -> person.split("\\|")[2]))
                .containsExactly("ACTIVE", "BOUNCED", "COMPLAINED", "PENDING", "UNSUBSCRIBED");
    }

    @Test
    void aFileThatSaysSomebodyLeftIsBelievedAndNoted() {
        SubscriberId ana = desk.audience.subscriber("ana@example.org");

        desk.run("email,status\nana@example.org,Unsubscribed\nbo@example.org,cleaned\n");

        assertThat(desk.people().stream().map(person -> person.split("\\|")[2]))
                .containsExactly("UNSUBSCRIBED", "BOUNCED");
        assertThat(desk.audience
                        .consent()
                        .history(desk.audience.workspace, ana, Long.MAX_VALUE, 9)
                        .items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.source()).isEqualTo(UnsubscribeSource.API);
                    assertThat(entry.detail()).isEqualTo("import of people.csv");
                });
    }

    @Test
    void badRowsAreListedWithLineAndReason() {
        Import done = desk.run(
                """
                email,age,status
                good@example.org,1,active
                not an address,2,active
                multi@example.org,3,active
                x@example.org,4,vip
                ,5,active
                y@example.org,"6
                7",active
                z@example.org,1,active,too,many
                """,
                ImportMode.IMPORT,
                plan -> new ImportPlan(
                        plan.origin(),
                        plan.format(),
                        List.of(
                                plan.columns().get(0),
                                ColumnMapping.attribute("age", "age", AttributeType.NUMBER),
                                plan.columns().get(2)),
                        plan.status(),
                        plan.lists(),
                        plan.tags()));

        assertThat(done.counts().refused()).isEqualTo(5);
        assertThat(desk.audience
                        .database
                        .sql("SELECT line || ' ' || reason FROM audience.import_error ORDER BY line")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "3 not an e-mail address: there is no @",
                        "5 the status \"vip\" is not known",
                        "6 there is no e-mail address",
                        "7 column \"age\": \"6\n7\" is not a number such as 12.5",
                        "9 it has 5 fields instead of 3");
    }

    @Test
    void aDryRunWritesNothingAndCountsWhatWouldHappen() {
        desk.audience.subscriber("ana@example.org", "{\"plan\": \"free\"}");
        desk.audience.subscriber("bo@example.org", SubscriberStatus.UNSUBSCRIBED);
        String csv =
                "email,plan\nana@example.org,pro\nbo@example.org,\nnew@example.org,pro\nnew@example.org,x\nwrong,x\n";

        Import dry = desk.run(csv, ImportMode.DRY_RUN, plan -> plan);

        assertThat(dry.counts()).isEqualTo(new ImportCounts(5, 1, 1, 1, 1, 1, 1));
        assertThat(desk.people()).hasSize(2);
        assertThat(desk.run(csv).counts()).isEqualTo(dry.counts());
    }

    @Test
    void goesOnWhereItStoppedAndTakesNoRecordTwice() {
        StringBuilder csv = new StringBuilder("email,n\n");
        for (int i = 0; i < 25_000; i++) {
            csv.append("p").append(i).append("@example.org,").append(i).append('\n');
        }
        csv.append("broken,1\n");
        UUID list = desk.audience.list();
        Import queued = desk.queue(
                new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
                ImportMode.IMPORT,
                plan -> new ImportPlan(
                        plan.origin(), plan.format(), plan.columns(), plan.status(), List.of(list), List.of("new")));
        AtomicInteger batches = new AtomicInteger();

        Import stopped = desk.proceed(queued, () -> batches.incrementAndGet() > 1);
        Import done = desk.proceed(queued, () -> false);

        assertThat(stopped.state()).isEqualTo(ImportState.RUNNING);
        assertThat(stopped.counts().created()).isEqualTo(10_000);
        assertThat(done.counts()).isEqualTo(new ImportCounts(25_001, 25_000, 0, 0, 0, 0, 1));
        assertThat(count("audience.subscriber")).isEqualTo(25_000);
        assertThat(count("audience.membership")).isEqualTo(25_000);
    }

    @Test
    void aCancelledImportStops() {
        Import queued = desk.queue(
                new ByteArrayInputStream("email\na@example.org\n".getBytes(StandardCharsets.UTF_8)),
                ImportMode.IMPORT,
                plan -> plan);
        desk.imports.move(
                desk.audience.workspace, queued.id(), ImportState.CANCELLED, null, desk.audience.clock.instant());

        assertThat(desk.proceed(queued, () -> false).state()).isEqualTo(ImportState.CANCELLED);
        assertThat(desk.people()).isEmpty();
    }

    @Test
    void brokenCsvFailsAndSaysWhere() {
        Import failed = desk.run("email\n" + "ana@example.org\n".repeat(200) + "\"" + "x".repeat(1 << 21));

        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.failure()).contains("file");
    }

    @Test
    void somebodyWhoCameBackByThemselvesStays() {
        SubscriberId ana = desk.audience.subscriber("ana@example.org", SubscriberStatus.UNSUBSCRIBED);
        desk.audience
                .consent()
                .resubscribe(desk.audience.workspace, ana, Evidence.of(UnsubscribeSource.PREFERENCE_CENTER, null));

        desk.run("email\nana@example.org\n");

        assertThat(desk.people()).containsExactly("ana@example.org|ana|ACTIVE||{}");
    }

    private long count(String table) {
        return desk.audience
                .database
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
