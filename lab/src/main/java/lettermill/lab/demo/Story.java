package lettermill.lab.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lettermill.lab.Lab;
import lettermill.lab.product.Api;
import lettermill.lab.product.AudienceImport;
import lettermill.lab.product.Owner;
import lettermill.lab.product.Registrar;
import lettermill.lab.world.DemoAudience;
import lettermill.lab.world.Dice;
import lettermill.lab.world.Providers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a newcomer does: set up, a provider, a domain, an audience out of a CSV file, a template, a campaign. Each step is skipped when it was done before. */
final class Story {

    static final String WORKSPACE = Owner.WORKSPACE;
    private static final String MARKETING = "/workspaces/" + WORKSPACE + "/email-marketing";
    private static final String INFRASTRUCTURE = "/workspaces/" + WORKSPACE + "/email-infrastructure";
    private static final String AUDIENCE = "/workspaces/" + WORKSPACE + "/audience";
    private static final String CAMPAIGN = "The Miller's Letter, November";

    private final Api api;
    private final Lab lab;
    private final DemoOptions options;
    private final int smtpPort;
    private final PrintStream out;
    private final Owner owner;

    Story(Api api, Lab lab, DemoOptions options, int smtpPort, PrintStream out) {
        this.api = api;
        this.lab = lab;
        this.options = options;
        this.smtpPort = smtpPort;
        this.out = out;
        owner = new Owner(api, options.data().resolve("password"));
    }

    Outcome play(Optional<String> setUpToken) throws IOException, InterruptedException {
        owner.signIn(setUpToken);
        Optional<JsonNode> former = former(MARKETING + "/campaigns", "name", CAMPAIGN);
        String campaign = former.isPresent() ? former.get().path("id").asString() : prepare();
        new Registrar(api, lab.dns().zone(), lab.dkimKeys(), INFRASTRUCTURE + "/domains", out).publishAndVerify();
        String status =
                api.get(MARKETING + "/campaigns/" + campaign).path("status").asString();
        if (status.equals("DRAFT")) {
            preflight(campaign);
            api.post(MARKETING + "/campaigns/" + campaign + "/send", null);
        }
        return new Watch(api, lab, MARKETING + "/campaigns/" + campaign, campaign, out).untilDone();
    }

    String signInToken() throws IOException, InterruptedException {
        return owner.signInToken();
    }

    private String prepare() throws IOException, InterruptedException {
        if (former(INFRASTRUCTURE + "/providers", "name", "Mailbox world").isEmpty()) {
            ObjectNode provider = Api.object()
                    .put("name", "Mailbox world")
                    .put("provider_type", "SMTP")
                    .put("is_default", true);
            provider.putObject("settings")
                    .put("host", "127.0.0.1")
                    .put("port", smtpPort)
                    .put("max_connections", 8);
            api.post(INFRASTRUCTURE + "/providers", provider);
        }
        if (former(INFRASTRUCTURE + "/domains", "domain", "mill.example").isEmpty()) {
            api.post(
                    INFRASTRUCTURE + "/domains",
                    Api.object().put("domain", "mill.example").put("is_default", true));
        }
        Optional<JsonNode> identity = former(INFRASTRUCTURE + "/identities", "email", "letter@mill.example");
        if (identity.isEmpty()) {
            identity = Optional.of(api.post(
                    INFRASTRUCTURE + "/identities",
                    Api.object()
                            .put("email", "letter@mill.example")
                            .put("display_name", "The Mill")
                            .put("is_default", true)));
        }
        String list = new AudienceImport(api, AUDIENCE, out).importList("Friends of the mill", audienceFile());
        String template = template();
        return api.post(
                        MARKETING + "/campaigns",
                        Api.object()
                                .put("name", CAMPAIGN)
                                .put("campaign_type", "ONE_TIME")
                                .put("template_id", template)
                                .put("list_id", list)
                                .put(
                                        "sending_identity_id",
                                        identity.get().path("id").asString()))
                .path("id")
                .asString();
    }

    private Path audienceFile() throws IOException {
        Path file = options.data().resolve("subscribers.csv");
        if (!Files.exists(file)) {
            new DemoAudience(Providers.defaults(), new Dice(42)).write(file, options.subscribers());
        }
        return file;
    }

    private String template() throws IOException, InterruptedException {
        Optional<JsonNode> former = former(MARKETING + "/templates", "name", "The Miller's Letter");
        if (former.isPresent()) {
            return former.get().path("id").asString();
        }
        ObjectNode template = Api.object()
                .put("name", "The Miller's Letter")
                .put("category", "NEWSLETTER")
                .put(
                        "subject_template",
                        "{% if first_name %}{{ first_name }}, the{% else %}The{% endif %} new rye is in")
                .put("preview_text", "And {{ items|length }} recipes that ask for it")
                .put("body_html", resource("/demo/newsletter.html"));
        ArrayNode variables = template.putArray("variables");
        for (String attribute : new String[] {"first_name", "city", "plan"}) {
            variables
                    .addObject()
                    .put("name", attribute)
                    .put("type", "STRING")
                    .put("required", false)
                    .put("default", "");
        }
        ObjectNode items =
                variables.addObject().put("name", "items").put("type", "LIST").put("required", false);
        ArrayNode recipes = items.putArray("default");
        recipe(recipes, "rye-crisp", "Rye crisp with caraway", "Thin, dark, gone in a day.", 40);
        recipe(recipes, "mill-loaf", "The mill loaf", "A sourdough that forgives.", 95);
        recipe(recipes, "oat-biscuits", "Oat biscuits", "For the tin on the top shelf.", 25);
        return api.post(MARKETING + "/templates", template).path("id").asString();
    }

    private static void recipe(ArrayNode recipes, String slug, String title, String text, int minutes) {
        recipes.addObject()
                .put("slug", slug)
                .put("title", title)
                .put("text", text)
                .put("minutes", minutes);
    }

    private void preflight(String campaign) throws IOException, InterruptedException {
        JsonNode report = api.get(MARKETING + "/campaigns/" + campaign + "/preflight");
        out.printf(
                "Pre-flight: %,d people would get it.%n",
                report.path("recipients").asLong());
        for (JsonNode problem : report.path("problems")) {
            throw new IOException("the campaign can't start: " + problem);
        }
    }

    private Optional<JsonNode> former(String path, String field, String value)
            throws IOException, InterruptedException {
        for (JsonNode item : api.get(path).path("items")) {
            if (item.path(field).asString("").equals(value)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Story.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("the demo lacks its " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
