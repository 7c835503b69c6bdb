package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import lettermill.lab.vendor.SendGridEvents;
import lettermill.lab.vendor.VendorMail;
import lettermill.lab.vendor.VendorServer;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** A campaign through a vendor, and the vendor's signed reports of it coming home. */
class VendorCampaignTest extends Sendery {

    @Test
    void mailLeavesOverHttpAndItsEventsComeHomeSigned() throws Exception {
        SendGridEvents events = new SendGridEvents();
        events.bury("p3@example.org");
        try (VendorServer sendGrid = VendorServer.sendGrid("SG.key", events::take)) {
            String provider = id(ask("/email-infrastructure/providers", """
                    {"name": "Grid", "provider_type": "SENDGRID", "credentials": {"api_key": "SG.key"},
                     "settings": {"endpoint": "%s"}}""".formatted(sendGrid.endpoint())));
            takeEvents(provider, events.publicKey());
            sender("");
            people(5);
            String campaign = campaign(template(LETTER), "");
            act(campaign, "send").expectStatus().isOk();
            awaitStatus(campaign, "SENT");

            assertThat(sendGrid.taken())
                    .hasSize(5)
                    .allSatisfy(mail -> assertThat(mail.tags()).containsEntry("lettermill_provider", provider))
                    .extracting(VendorMail::recipient)
                    .doesNotHaveDuplicates();
            URI hook = URI.create("http://127.0.0.1:" + port + "/webhooks/email/sendgrid/" + provider);
            assertThat(events.post(hook)).isEqualTo(200);

            assertThat(statuses(campaign, "DELIVERED")).containsExactly("p1", "p2", "p4", "p5");
            assertThat(statuses(campaign, "BOUNCED")).containsExactly("p3");
            assertThat(see(campaign)).containsEntry("delivered_count", 4).containsEntry("bounce_count", 1);
        }
    }

    private void takeEvents(String provider, String publicKey) {
        owner.client()
                .put()
                .uri(owner.path("/email-infrastructure/providers/" + provider + "/webhook"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"public_keys\": [\"" + publicKey + "\"]}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private List<String> statuses(String campaign, String status) {
        return recipients(campaign, "&status=" + status).stream()
                .map(VendorCampaignTest::person)
                .sorted()
                .toList();
    }

    private static String person(Map<String, Object> recipient) {
        return String.valueOf(recipient.get("email")).replaceFirst("@.*", "");
    }
}
