package lettermill.lab.product;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings a CSV file into the audience, as the import page does. */
public final class AudienceImport {

    private static final long PACE_MILLIS = 200;

    private final Api api;
    private final String path;
    private final PrintStream out;

    public AudienceImport(Api api, String path, PrintStream out) {
        this.api = api;
        this.path = path;
        this.out = out;
    }

    /**
     * Imports a file.
     *
     * @param name of a new list
     * @return the id of the list that everybody in the file is now on
     */
    public String importList(String name, Path file) throws IOException, InterruptedException {
        String list = api.post(path + "/lists", Api.object().put("name", name))
                .path("id")
                .asString();
        String upload = api.upload(path + "/imports?file_name=" + file.getFileName(), file)
                .path("imported")
                .path("id")
                .asString();
        ObjectNode plan = Api.object();
        plan.putArray("lists").add(list);
        JsonNode started = api.post(path + "/imports/" + upload + "/start", plan);
        JsonNode now = started;
        while (!now.path("state").asString().equals("DONE")) {
            if (now.path("state").asString().equals("FAILED")) {
                throw new IOException(
                        "the import failed: " + now.path("failure").asString());
            }
            Thread.sleep(PACE_MILLIS);
            now = api.get(path + "/imports/" + upload);
        }
        JsonNode counts = now.path("counts");
        out.printf(
                "Imported %s: %,d people, %,d rows refused.%n",
                file.getFileName(),
                counts.path("created").asLong(),
                counts.path("refused").asLong());
        return list;
    }
}
