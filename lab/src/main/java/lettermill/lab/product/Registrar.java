package lettermill.lab.product;

import java.io.IOException;
import java.io.PrintStream;
import lettermill.lab.dns.Zone;
import lettermill.lab.inbox.DkimKeys;
import tools.jackson.databind.JsonNode;

/** The person who publishes what the product asks for in the world's DNS, and then has it verified. */
public final class Registrar {
    /** The name of the product's own mail server. */
    public static final String MAIL_SERVER = "mx.mill.example";

    private final Api api;
    private final Zone zone;
    private final DkimKeys dkimKeys;
    private final String domains;
    private final PrintStream out;

    /** @param domains path of the workspace's sending domains */
    public Registrar(Api api, Zone zone, DkimKeys dkimKeys, String domains, PrintStream out) {
        this.api = api;
        this.zone = zone;
        this.dkimKeys = dkimKeys;
        this.domains = domains;
        this.out = out;
    }

    /** The lab forgets its zone when it ends, so a demo that goes on with its data publishes again. */
    public void publishAndVerify() throws IOException, InterruptedException {
        for (JsonNode domain : api.get(domains).path("items")) {
            publish(domain.path("host").asString(), domain.path("dns_records"));
            JsonNode verified = api.post(domains + "/" + domain.path("id").asString() + "/verify", null);
            if (!verified.path("status").asString().equals("VERIFIED")) {
                throw new IOException("the domain could not be verified: " + verified);
            }
            out.printf(
                    "%s is verified: SPF, DKIM, DMARC and the return path are published in the world's DNS.%n",
                    domain.path("host").asString());
        }
    }

    private void publish(String host, JsonNode records) {
        zone.remove(host).exchanger(host, 10, MAIL_SERVER).remove(MAIL_SERVER).address(MAIL_SERVER, "192.0.2.25");
        zone.text(host, records.path("spf").path("wanted").asString());
        JsonNode dmarc = records.path("dmarc");
        zone.remove(dmarc.path("name").asString())
                .text(dmarc.path("name").asString(), dmarc.path("wanted").asString());
        JsonNode dkim = records.path("dkim");
        dkimKeys.publish(dkim.path("name").asString(), dkim.path("wanted").asString());
    }
}
