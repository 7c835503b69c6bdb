package lettermill.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import lettermill.MailHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Owners are told once, by a way that is open, and no trouble with a mail loses the alert. */
class AlertMailTest extends AlertDesk {

    @Autowired
    AlertService service;

    @Autowired
    TransactionTemplate transaction;

    private static final String NUMBERS = "2026-03-02: health 12 of 100 (CRITICAL): bounce 12.5 % (8 % hard) of 400";

    @Test
    void theMailOfAWorkspaceWhoseOnlyDomainIsPausedLeavesInTheInstallationsName() {
        rate(12, NUMBERS);
        mail();
        mail();
        assertThat(house.mails()).as("nothing leaves in a paused domain's name").isEmpty();
        assertThat(INSTALLATION.to(owner.email())).singleElement().satisfies(mail -> {
            assertThat(mail.header("From")).contains("house@installation.example");
            assertThat(mail.header("Subject")).contains("mill.example is paused");
            assertThat(mail.header("List-Unsubscribe")).isEmpty();
            assertThat(mail.source()).contains("12.5").contains("400");
        });
        JsonNode sent = alerts("").get(0).path("mail");
        assertThat(sent.path("state").asString()).isEqualTo("SENT");
        assertThat(sent.path("error").isNull()).isTrue();
    }

    @Test
    void anotherDomainOfTheWorkspaceCarriesIt() {
        addDomain("south.example");
        rate(12, NUMBERS);
        mail();
        assertThat(house.to(owner.email()))
                .extracting(mail -> mail.header("From"))
                .containsExactly("letter@south.example");
    }

    @Test
    void ownersReadWhichEndpointHearsOfNothingAnyMoreAndWhy() {
        transaction.executeWithoutResult(status -> service.raise(new NewAlert(
                workspace,
                AlertKind.ENDPOINT_DISABLED,
                "3f0c4b7e",
                "https://receiver.example/hooks hears of nothing any more: it answered 410 Gone",
                Map.of("url", "https://receiver.example/hooks", "reason", "it answered 410 Gone"))));
        mail();
        assertThat(house.to(owner.email()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.source())
                        .contains("https://receiver.example/hooks")
                        .contains("410 Gone"));
        assertThat(alerts("").get(0).path("kind").asString()).isEqualTo("ENDPOINT_DISABLED");
    }

    @Test
    void theSameThingIsMailedOnceADayHoweverOftenItHappens() {
        for (int time = 0; time < 3; time++) {
            rate(60, "worse");
            mail();
            rate(100, "better");
            clock.advance(Duration.ofHours(1));
            mail();
        }
        assertThat(house.to(owner.email())).hasSize(1);
        assertThat(alerts("")).singleElement().satisfies(alert -> {
            assertThat(alert.path("kind").asString()).isEqualTo("HEALTH_DROPPED");
            assertThat(alert.path("times").asInt()).isEqualTo(3);
        });
        clock.advance(Duration.ofHours(20));
        rate(60, "worse");
        mail();
        assertThat(house.to(owner.email())).as("it is another day in Berlin").hasSize(2);
        assertThat(alerts("")).hasSize(2);
    }

    @Test
    void aMailThatIsNotTakenIsTriedAgainAndTheAlertStands() {
        house.answer(owner.email(), 451, "4.7.1 greylisted");
        INSTALLATION.answer(owner.email(), 451, "4.7.1 greylisted");
        rate(60, "worse");
        mail();
        mail();
        JsonNode alert = alerts("").get(0);
        assertThat(alert.path("mail").path("state").asString()).isEqualTo("DUE");
        assertThat(alert.path("mail").path("attempts").asInt())
                .as("it waits a minute")
                .isEqualTo(1);
        assertThat(alert.path("mail").path("error").asString()).contains("greylisted");
        house.welcome(owner.email());
        clock.advance(Duration.ofMinutes(1));
        mail();
        clock.advance(Duration.ofMinutes(10));
        mail();
        assertThat(house.to(owner.email())).hasSize(1);
        assertThat(alerts("").get(0).path("mail").path("state").asString()).isEqualTo("SENT");
    }

    @Test
    void afterADayWithoutAWayItIsGivenUpAndTheAlertStands() {
        ask(INFRASTRUCTURE + "/domains/" + domain + "/pause", "{\"note\": \"holidays\"}");
        INSTALLATION.answer(owner.email(), 550, "5.7.1 not you");
        rate(60, "worse");
        for (int hour = 0; hour < 30; hour++) {
            mail();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(INSTALLATION.to(owner.email())).isEmpty();
        assertThat(alerts("")).singleElement().satisfies(alert -> {
            assertThat(alert.path("mail").path("state").asString()).isEqualTo("GIVEN_UP");
            assertThat(alert.path("mail").path("error").asString()).contains("not you");
            assertThat(alert.path("mail").path("attempts").asInt()).isLessThan(30);
        });
    }

    @Test
    void oneAlertThatCannotBeMailedHoldsUpNoOther() {
        house.answer(owner.email(), 451, "4.7.1 greylisted");
        rate(60, "worse");
        MailHouse first = house;
        Owner unlucky = owner;
        try {
            furnishAnother();
            rate(60, "worse");
            mail();
            assertThat(house.to(owner.email())).hasSize(1);
            assertThat(first.to(unlucky.email())).isEmpty();
        } finally {
            first.close();
        }
    }

    private void furnishAnother() {
        try {
            furnish();
        } catch (java.io.IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }
}
