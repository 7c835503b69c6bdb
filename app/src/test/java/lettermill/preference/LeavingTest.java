package lettermill.preference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who leaves all e-mail on the page, and may come back. */
class LeavingTest extends PreferenceVisit {
    @Test
    void theUndoFormHoldsWhatWasBefore() {
        form(page, "frequency.news=DAILY&frequency.offers=MONTHLY&subscribed=offers");
        String gone = html(form(page + "/unsubscribe", ""));
        assertThat(gone).contains("You are unsubscribed from all e-mail.");
        String undo = gone.substring(gone.indexOf("role=\"status\""), gone.indexOf(">Undo<"));
        assertThat(undo)
                .contains(
                        "name=\"active\" value=\"yes\"", "name=\"subscribed\" value=\"offers\"",
                        "name=\"frequency.news\" value=\"DAILY\"", "name=\"frequency.offers\" value=\"MONTHLY\"");
        assertThat(undo).doesNotContain("name=\"subscribed\" value=\"news\"");
    }

    @Test
    void leavingCountsOnceAndUndoBringsBack() {
        form(page + "/unsubscribe", "");
        form(page + "/unsubscribe", "");
        assertThat(status()).isEqualTo("UNSUBSCRIBED");
        assertThat(consents()).containsExactly("UNSUBSCRIBED PREFERENCE_CENTER");
        assertThat(events()).containsExactly("UNSUBSCRIBE PREFERENCE_CENTER");
        assertThat(html(form(page, "active=yes"))).contains("Your settings are saved.");
        assertThat(status()).isEqualTo("ACTIVE");
    }

    @Test
    void whoLeavesTwiceCanStillComeBack() {
        form(page + "/unsubscribe", "");
        assertThat(html(form(page + "/unsubscribe", "")))
                .contains("You are unsubscribed", "Subscribe again")
                .doesNotContain(">Undo<");
    }

    @Test
    void savingAloneDoesNotBringBack() {
        form(page + "/unsubscribe", "");
        form(page, "subscribed=news&frequency.news=WEEKLY");
        assertThat(status()).isEqualTo("UNSUBSCRIBED");
        assertThat(html(browser.get().uri(page).exchange())).contains("You get no e-mail", "Subscribe again");
    }

    @Test
    void whoBouncedIsNotOfferedAWayBack() {
        database.sql("UPDATE audience.subscriber SET status = 'BOUNCED' WHERE id = :id")
                .param("id", ada.value())
                .update();
        assertThat(html(browser.get().uri(page).exchange()))
                .contains("undeliverable")
                .doesNotContain("Subscribe again");
        form(page, "active=yes").expectStatus().isEqualTo(409);
    }
}
