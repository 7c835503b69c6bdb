package lettermill.lab.deliverability;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lettermill.lab.Lab;
import lettermill.lab.product.Api;
import lettermill.lab.vendor.MailgunEvents;
import lettermill.lab.vendor.PostmarkEvents;
import lettermill.lab.vendor.SendGridEvents;
import lettermill.lab.vendor.SesEvents;
import lettermill.lab.vendor.VendorServer;
import lettermill.lab.vendor.sns.Sns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The four vendors, each with the account that the workspace has there. */
final class Vendors implements AutoCloseable {
    private static final String SECRET = "a-secret-of-the-lab";

    private final Sns sns;
    private final SendGridEvents sendGridEvents;
    private final List<Carrier> carriers = new ArrayList<>();
    private final VendorServer ses;
    private final VendorServer sendGrid;
    private final VendorServer mailgun;
    private final VendorServer postmark;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Vendors(Sns sns, Received received, InstantSource clock) throws IOException {
        this.sns = sns;
        sendGridEvents = new SendGridEvents(clock);
        Carrier bySes = new Carrier("ses", new SesEvents(sns), received);
        Carrier bySendGrid = new Carrier("sendgrid", sendGridEvents, received);
        Carrier byMailgun = new Carrier("mailgun", new MailgunEvents(SECRET, clock), received);
        Carrier byPostmark = new Carrier("postmark", new PostmarkEvents("lab", SECRET, clock), received);
        carriers.addAll(List.of(bySes, bySendGrid, byMailgun, byPostmark));
        ses = VendorServer.ses("AKIALAB", SECRET, bySes::take);
        sendGrid = VendorServer.sendGrid("SG.lab", bySendGrid::take);
        mailgun = VendorServer.mailgun("key-lab", "north.example", byMailgun::take);
        postmark = VendorServer.postmark("token-lab", byPostmark::take);
    }

    List<Carrier> carriers() {
        return carriers;
    }

    void deliverTo(Lab lab) {
        carriers.forEach(carrier -> carrier.deliverTo(lab));
    }

    /** Makes the four providers in the product, each with its credentials and with what its reports are known by. */
    void register(Api api, String providers) throws IOException, InterruptedException {
        ObjectNode keys = Api.object().put("access_key_id", "AKIALAB").put("secret_access_key", SECRET);
        ObjectNode topics = Api.object();
        topics.putArray("topic_arns").add(Sns.TOPIC);
        register(api, providers, 0, keys, settings(ses).put("region", "eu-west-1"), topics);
        ObjectNode publicKeys = Api.object();
        publicKeys.putArray("public_keys").add(sendGridEvents.publicKey());
        register(api, providers, 1, Api.object().put("api_key", "SG.lab"), settings(sendGrid), publicKeys);
        ObjectNode signingKeys = Api.object();
        signingKeys.putArray("signing_keys").add(SECRET);
        ObjectNode domain = settings(mailgun).put("domain", "north.example");
        register(api, providers, 2, Api.object().put("api_key", "key-lab"), domain, signingKeys);
        ObjectNode signIn = Api.object();
        signIn.putArray("basic_auth").addObject().put("username", "lab").put("password", SECRET);
        ObjectNode token = Api.object().put("server_token", "token-lab");
        register(api, providers, 3, token, settings(postmark), signIn);
    }

    private static ObjectNode settings(VendorServer server) {
        return Api.object().put("endpoint", server.endpoint().toString());
    }

    private void register(
            Api api, String providers, int number, ObjectNode credentials, ObjectNode settings, ObjectNode proof)
            throws IOException, InterruptedException {
        Carrier carrier = carriers.get(number);
        ObjectNode provider = Api.object()
                .put("name", carrier.name())
                .put("provider_type", carrier.name().toUpperCase(Locale.ROOT));
        provider.set("credentials", credentials);
        provider.set("settings", settings);
        String path = providers + "/" + api.post(providers, provider).path("id").asString();
        JsonNode tested = api.post(path + "/test", null);
        if (!tested.path("state").asString().equals("READY")) {
            throw new IOException(carrier.name() + " could not be signed in to: " + tested);
        }
        URI hook = URI.create(api.put(path + "/webhook", proof).path("url").asString());
        carrier.reportTo(hook);
        if (number == 0 && !sns.subscribe(hook)) {
            throw new IOException("the product did not confirm the subscription of SNS's topic");
        }
    }

    /** Mailgun's API fails from now on, or serves again. */
    void mailgunDown(boolean down) {
        mailgun.down(down);
    }

    void retry() {
        carriers.forEach(Carrier::retry);
    }

    /** Mails that mailbox providers want to be offered again. */
    int putOff() {
        return carriers.stream().mapToInt(Carrier::putOff).sum();
    }

    /** All report what they know, at the same time. */
    void report() throws IOException, InterruptedException {
        List<Callable<Boolean>> reports = new ArrayList<>();
        for (Carrier carrier : carriers) {
            reports.add(() -> {
                carrier.report();
                return true;
            });
        }
        for (Future<Boolean> done : threads.invokeAll(reports)) {
            try {
                done.get();
            } catch (ExecutionException failed) {
                throw new IOException(String.valueOf(failed.getMessage()), failed);
            }
        }
    }

    @Override
    public void close() {
        List.of(ses, sendGrid, mailgun, postmark).forEach(VendorServer::close);
        threads.shutdownNow();
    }
}
