package lettermill.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import lettermill.lab.product.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A workspace made ready to send over HTTP as a customer's program does it; everything a benchmark asks of the product. */
final class Studio {
    private static final String FIRST = "bench";
    private static final String EMAIL = "bench@bench.example";
    private static final String PASSWORD = "correct horse battery 25";
    private static final int PAGE = 500;
    private static final long PACE_MILLIS = 50;
    private static final int NEVER_REACHED = 10_000_000;
    private static final int POOLED_CONNECTIONS = 4;

    private final Api api;
    private final String marketing;
    private final String infrastructure;
    private final String audience;

    private Studio(Api api, String workspace) {
        this.api = api;
        this.marketing = "/workspaces/" + workspace + "/email-marketing";
        this.infrastructure = "/workspaces/" + workspace + "/email-infrastructure";
        this.audience = "/workspaces/" + workspace + "/audience";
    }

    /** Makes the first account and its workspace. */
    static Studio setUp(URI base, String setUpToken) throws IOException, InterruptedException {
        Api api = new Api(base);
        api.get("/api/setup");
        api.post(
                "/api/setup",
                Api.object()
                        .put("token", setUpToken)
                        .put("email", EMAIL)
                        .put("password", PASSWORD)
                        .put("name", "Bench")
                        .put("workspace_name", FIRST)
                        .put("timezone", "UTC")
                        .put("postal_address", "1 Bench Lane, 12345 Benchbrook"));
        api.get("/api/session");
        return new Studio(api, FIRST);
    }

    /** Signs in again, after the product was started anew. */
    static Studio signIn(URI base) throws IOException, InterruptedException {
        Api api = new Api(base);
        api.get("/api/setup");
        api.post("/api/session", Api.object().put("email", EMAIL).put("password", PASSWORD));
        api.get("/api/session");
        return new Studio(api, FIRST);
    }

    /** The same account in a workspace of that name, which is made. */
    Studio inAnotherWorkspace(String slug) throws IOException, InterruptedException {
        api.post(
                "/api/workspaces",
                Api.object()
                        .put("slug", slug)
                        .put("name", slug)
                        .put("timezone", "UTC")
                        .put("postal_address", "1 Bench Lane, 12345 Benchbrook"));
        return new Studio(api, slug);
    }

    /** A provider that sends to the server, and a domain with an identity that may send, signed. */
    void prepareSending(InetSocketAddress server, int connections) throws IOException, InterruptedException {
        sendThrough(server, connections);
        addDomain();
    }

    /** Adds a provider that sends to the server from now on, before those there are. */
    void sendThrough(InetSocketAddress server, int connections) throws IOException, InterruptedException {
        addProvider("Sink on port " + server.getPort(), server, Api.object().put("is_default", true), connections);
    }

    private String addProvider(String name, InetSocketAddress server, ObjectNode provider, int connections)
            throws IOException, InterruptedException {
        provider.put("name", name).put("provider_type", "SMTP");
        provider.putObject("settings")
                .put("host", server.getAddress().getHostAddress())
                .put("port", server.getPort())
                .put("max_connections", connections);
        return api.post(infrastructure + "/providers", provider).path("id").asString();
    }

    /**
     * A provider at SendGrid that reports with this key.
     *
     * @return the path that it calls
     */
    String reportedBySendGrid(String publicKey) throws IOException, InterruptedException {
        String provider = api.post(
                        infrastructure + "/providers",
                        Api.object().put("name", "SendGrid").put("provider_type", "SENDGRID"))
                .path("id")
                .asString();
        ObjectNode credential = Api.object();
        credential.putArray("public_keys").add(publicKey);
        api.put(infrastructure + "/providers/" + provider + "/webhook", credential);
        return "/webhooks/email/sendgrid/" + provider;
    }

    /** A domain with an identity that may send, signed. */
    void addDomain() throws IOException, InterruptedException {
        addDomain("bench.example", Api.object().put("is_default", true));
    }

    private String addDomain(String name, ObjectNode domain) throws IOException, InterruptedException {
        String id = api.post(infrastructure + "/domains", domain.put("domain", name))
                .path("id")
                .asString();
        api.post(
                infrastructure + "/domains/" + id + "/override", Api.object().put("reason", "A benchmark without DNS"));
        api.post(
                infrastructure + "/identities",
                Api.object().put("email", "news@" + name).put("display_name", "Bench"));
        return id;
    }

    /** Makes a pool of so many domains and providers with daily caps that are never reached, and returns its id. */
    String pool(int domains, InetSocketAddress server, int providers) throws IOException, InterruptedException {
        ObjectNode pool = Api.object().put("name", domains + " x " + providers);
        var members = pool.putArray("members");
        for (int i = 1; i <= domains; i++) {
            members.addObject()
                    .put(
                            "domain_id",
                            addDomain("d" + i + ".bench.example", Api.object().put("daily_limit", NEVER_REACHED)));
        }
        for (int i = 1; i <= providers; i++) {
            ObjectNode capped = Api.object().put("max_sends_per_day", NEVER_REACHED);
            members.addObject().put("provider_id", addProvider("Pooled " + i, server, capped, POOLED_CONNECTIONS));
        }
        return api.post(infrastructure + "/pools", pool).path("id").asString();
    }

    /** Imports a CSV file into a new list and returns the list's id. */
    String importList(Path csv) throws IOException, InterruptedException {
        String list = api.post(
                        audience + "/lists",
                        Api.object().put("name", csv.getFileName().toString()))
                .path("id")
                .asString();
        String upload = api.upload(audience + "/imports?file_name=" + csv.getFileName(), csv)
                .path("imported")
                .path("id")
                .asString();
        ObjectNode plan = Api.object();
        plan.putArray("lists").add(list);
        JsonNode now = api.post(audience + "/imports/" + upload + "/start", plan);
        while (!now.path("state").asString().equals("DONE")) {
            if (now.path("state").asString().equals("FAILED")) {
                throw new IOException(
                        "the import failed: " + now.path("failure").asString());
            }
            Thread.sleep(PACE_MILLIS);
            now = api.get(audience + "/imports/" + upload);
        }
        return list;
    }

    /** Saves a newsletter and returns its id. */
    String template(String html) throws IOException, InterruptedException {
        ObjectNode template = Api.object()
                .put("name", "Bench newsletter")
                .put("category", "NEWSLETTER")
                .put("subject_template", "News for {{ first_name }} in {{ city }}")
                .put("body_html", html);
        var variables = template.putArray("variables");
        for (String name : new String[] {"first_name", "city", "plan"}) {
            variables
                    .addObject()
                    .put("name", name)
                    .put("type", "STRING")
                    .put("required", false)
                    .put("default", "");
        }
        return api.post(marketing + "/templates", template).path("id").asString();
    }

    /** Makes a campaign and returns its id. */
    String campaign(String name, String template, String list) throws IOException, InterruptedException {
        return make(campaignOf(name, template, list));
    }

    /** Makes a campaign that goes out over a pool, and returns its id. */
    String campaignOver(String pool, String name, String template, String list)
            throws IOException, InterruptedException {
        return make(campaignOf(name, template, list).put("sending_pool_id", pool));
    }

    /** Makes a campaign whose messages wait for tonight or tomorrow, and returns its id. */
    String campaignOfAnotherHour(String name, String template, String list) throws IOException, InterruptedException {
        LocalTime opens = LocalTime.now(ZoneOffset.UTC).plusHours(12).truncatedTo(ChronoUnit.MINUTES);
        ObjectNode campaign = campaignOf(name, template, list);
        campaign.putObject("send_window")
                .put("start", opens.toString())
                .put("end", opens.plusHours(1).toString())
                .put("timezone", "UTC");
        return make(campaign);
    }

    private static ObjectNode campaignOf(String name, String template, String list) {
        return Api.object()
                .put("name", name)
                .put("campaign_type", "ONE_TIME")
                .put("template_id", template)
                .put("list_id", list);
    }

    private String make(ObjectNode campaign) throws IOException, InterruptedException {
        return api.post(marketing + "/campaigns", campaign).path("id").asString();
    }

    void send(String campaign) throws IOException, InterruptedException {
        api.post(marketing + "/campaigns/" + campaign + "/send", null);
    }

    /** Waits until the campaign says that it is sent, and returns it. */
    JsonNode awaitSent(String campaign, Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            JsonNode now = api.get(marketing + "/campaigns/" + campaign);
            if (now.path("status").asString().equals("SENT")) {
                return now;
            }
            Thread.sleep(PACE_MILLIS);
        }
        throw new IOException(
                "the campaign was not sent within " + patience + ": " + api.get(marketing + "/campaigns/" + campaign));
    }

    /** The campaign as it stands, with its counts. */
    JsonNode figures(String campaign) throws IOException, InterruptedException {
        return api.get(marketing + "/campaigns/" + campaign);
    }

    /**
     * All rows of a campaign.
     *
     * @param which {@code recipients} for all, {@code unknown} for those whose end nobody knows
     */
    List<JsonNode> recipients(String campaign, String which) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        String path = marketing + "/campaigns/" + campaign + "/" + which + "?limit=" + PAGE;
        JsonNode page = api.get(path);
        page.path("items").forEach(rows::add);
        while (!page.path("next").isNull()) {
            page = api.get(path + "&after=" + page.path("next").asString());
            page.path("items").forEach(rows::add);
        }
        return rows;
    }

    /** A CSV file of made-up people, address, first name, city and plan. */
    static Path people(Path folder, String name, int count) throws IOException {
        Path file = folder.resolve(name + ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("email,first_name,city,plan\n");
            for (int i = 0; i < count; i++) {
                out.write("person" + i + "@" + name + ".example,Ada" + i % 97 + ",City" + i % 31 + ","
                        + (i % 3 == 0 ? "pro" : "free") + "\n");
            }
        }
        return file;
    }
}
