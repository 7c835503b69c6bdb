package lettermill.lab.deliverability;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lettermill.lab.Lab;
import lettermill.lab.dns.Zone;
import lettermill.lab.product.Api;
import lettermill.lab.product.AudienceImport;
import lettermill.lab.product.Owner;
import lettermill.lab.product.Registrar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Furnishes the workspace: providers, domains, identities, pools, a schedule, lists and campaigns, all over the API. */
final class House {
    private static final String BASE = "/workspaces/" + Owner.WORKSPACE;
    static final String INFRASTRUCTURE = BASE + "/email-infrastructure";
    static final String DOMAINS = INFRASTRUCTURE + "/domains";
    static final String CAMPAIGNS = BASE + "/email-marketing/campaigns";
    private static final String SCHEDULE = "Three weeks of a small sender";
    private static final String ADDRESS_SCHEDULE = "Three weeks of an address";
    /** Days of the schedule and their volumes; those between follow. */
    private static final Map<Integer, Integer> VOLUMES = volumes();
    /** An address carries a part of its domain's mail: less than the fifth that the strategy would give it, so that its cap is felt. */
    private static final int PART = 10;

    private static final String LETTER = """
            <html><body><p>Hello {{ first_name }}, the new rye is in.</p>
            <p><a href="https://mill.example/rye">Rye</a></p>
            <p>{{ postal_address }} <a href="{{ unsubscribe_url }}">Leave</a></p></body></html>""";

    private final Api api;
    private final Path folder;
    private final PrintStream out;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final List<Address> addresses = new ArrayList<>();
    private final Map<String, String> identities = new LinkedHashMap<>();
    private String template = "";
    private String newsletters = "";
    private String partners = "";

    /** @param folder for the lists' files */
    House(Api api, Path folder, PrintStream out) {
        this.api = api;
        this.folder = folder;
        this.out = out;
    }

    private static Map<Integer, Integer> volumes() {
        Map<Integer, Integer> volumes = new LinkedHashMap<>();
        volumes.put(1, 20);
        volumes.put(4, 40);
        volumes.put(8, 90);
        volumes.put(12, 160);
        volumes.put(16, 250);
        volumes.put(21, 400);
        return volumes;
    }

    /** Providers, verified domains and addresses, identities and pools. */
    void furnish(Vendors vendors, Lab lab) throws IOException, InterruptedException {
        String providers = INFRASTRUCTURE + "/providers";
        vendors.register(api, providers);
        ObjectNode smtp = Api.object().put("name", "smtp").put("provider_type", "SMTP");
        smtp.putObject("settings")
                .put("host", "127.0.0.1")
                .put("port", lab.smtpAddress().getPort())
                .put("max_connections", 4);
        id(api.post(providers, smtp));
        for (String host : List.of("north.example", "south.example", "east.example")) {
            ids.put(
                    host,
                    id(api.post(DOMAINS, Api.object().put("domain", host).put("is_default", host.startsWith("n")))));
            identity("letter@" + host, host.startsWith("n"));
        }
        identity("shop@north.example", false);
        identity("shop@south.example", false);
        new Registrar(api, lab.dns().zone(), lab.dkimKeys(), DOMAINS, out).publishAndVerify();
        Address first = address("127.0.0.11", "north.example", lab.dns().zone());
        Address second = address("127.0.0.12", "east.example", lab.dns().zone());
        newsletters = pool("Newsletters", first, "north.example", "south.example");
        partners = pool("Partners", second, "east.example");
        template = id(api.post(
                BASE + "/email-marketing/templates",
                Api.object()
                        .put("name", "The Miller's Letter")
                        .put("category", "NEWSLETTER")
                        .put("subject_template", "The new rye is in")
                        .put("body_html", LETTER)));
        schedule(SCHEDULE, 1);
        schedule(ADDRESS_SCHEDULE, PART);
    }

    private void schedule(String name, int part) throws IOException, InterruptedException {
        ObjectNode schedule = Api.object().put("name", name).put("days", Days.WARMING);
        ArrayNode entries = schedule.putArray("entries");
        VOLUMES.forEach((day, volume) -> entries.addObject().put("day", day).put("volume", volume / part));
        api.post(INFRASTRUCTURE + "/warming-schedules", schedule);
    }

    /** Adds an address whose name the world's DNS knows, both ways. */
    private Address address(String digits, String host, Zone zone) throws IOException, InterruptedException {
        String name = "out." + host;
        String[] octets = digits.split("\\.");
        zone.pointer(String.join(".", octets[3], octets[2], octets[1], octets[0], "in-addr.arpa"), name)
                .address(name, digits);
        ObjectNode ip = Api.object().put("ip_address", digits).put("hostname", name);
        Address address = new Address(digits, host, id(api.post(INFRASTRUCTURE + "/ips", ip)));
        JsonNode verified = api.post(address.path() + "/verify", null);
        if (!verified.path("status").asString().equals("VERIFIED")) {
            throw new IOException("the address could not be verified: " + verified);
        }
        addresses.add(address);
        return address;
    }

    private void identity(String email, boolean usual) throws IOException, InterruptedException {
        ObjectNode identity =
                Api.object().put("email", email).put("display_name", "The Mill").put("is_default", usual);
        identities.put(email, id(api.post(INFRASTRUCTURE + "/identities", identity)));
    }

    private String pool(String name, Address address, String... hosts) throws IOException, InterruptedException {
        ObjectNode pool = Api.object().put("name", name).put("strategy", "HEALTH");
        ArrayNode members = pool.putArray("members");
        for (String host : hosts) {
            members.addObject().put("domain_id", ids.get(host));
        }
        members.addObject().put("ip_id", address.id());
        return id(api.post(INFRASTRUCTURE + "/pools", pool));
    }

    /** The two addresses; the first is warmed up with its domain. */
    List<Address> addresses() {
        return addresses;
    }

    /** The three domains. */
    List<Sending> sendings() {
        return ids.entrySet().stream()
                .map(domain -> new Sending(domain.getKey(), domain.getValue()))
                .toList();
    }

    /**
     * A day's campaign of a domain over all providers in turn, on its way from nine o'clock on.
     *
     * @param gone how many of the people are nobody any more
     * @return the campaign's id
     */
    String campaign(Sending sending, int day, int people, int gone) throws IOException, InterruptedException {
        String list = "%s-%02d".formatted(sending.list(), day);
        // Spread over the list, so that wherever a cap cuts it the share is the same.
        ObjectNode campaign = campaign(
                "Day " + day + " from " + sending.host(),
                list(list, people, number -> gone > 0 && number % (people / gone) == 1),
                "ROUND_ROBIN");
        if (sending.list().equals("east")) {
            campaign.put("sending_pool_id", partners);
        } else {
            if (sending.list().equals("north")) {
                campaign.put("sending_pool_id", newsletters);
            }
            campaign.put("sending_identity_id", identities.get((day % 2 == 0 ? "shop@" : "letter@") + sending.host()));
        }
        campaign.putObject("send_window").put("start", "09:00").put("end", "20:00");
        return sent(campaign);
    }

    private String sent(ObjectNode campaign) throws IOException, InterruptedException {
        String id = id(api.post(CAMPAIGNS, campaign));
        api.post(CAMPAIGNS + "/" + id + "/send", null);
        return id;
    }

    /** A campaign over the pool of both newsletter domains, divided by a strategy. */
    String pooled(String list, int people, String strategy) throws IOException, InterruptedException {
        return sent(campaign("By " + strategy, list(list, people, number -> false), strategy)
                .put("sending_pool_id", newsletters));
    }

    private String list(String list, int people, People.Gone gone) throws IOException, InterruptedException {
        Path file = People.write(folder, list, people, gone);
        return new AudienceImport(
                        api,
                        BASE + "/audience",
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .importList(list, file);
    }

    private ObjectNode campaign(String name, String list, String strategy) {
        ObjectNode campaign = Api.object()
                .put("name", name)
                .put("campaign_type", "ONE_TIME")
                .put("template_id", template)
                .put("list_id", list);
        campaign.putObject("routing_config").put("strategy", strategy);
        return campaign;
    }

    /** Begins the warmings of the three domains and of an address today. */
    void warm() throws IOException, InterruptedException {
        for (Sending sending : sendings()) {
            api.post(
                    DOMAINS + "/" + sending.id() + "/warming/start",
                    Api.object().put("schedule", SCHEDULE));
        }
        api.post(addresses.getFirst().path() + "/warming/start", Api.object().put("schedule", ADDRESS_SCHEDULE));
    }

    private static String id(@Nullable JsonNode made) {
        return made == null ? "" : made.path("id").asString();
    }
}
