package lettermill.mailagent.vendor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** A form with a file in it: {@code multipart/form-data} of RFC 7578. */
final class Multipart {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    /** Random, so that no author can write it into a letter. */
    private final String boundary =
            "lettermill-" + Long.toHexString(ThreadLocalRandom.current().nextLong())
                    + Long.toHexString(ThreadLocalRandom.current().nextLong());

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Adds a field; neither its name nor its value comes from a stranger's hand unchecked. */
    Multipart field(String name, String value) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
        return this;
    }

    Multipart file(String name, String fileName, String type, byte[] content) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        octets.writeBytes(content);
        write("\r\n");
        return this;
    }

    byte[] end() {
        write("--" + boundary + "--\r\n");
        return octets.toByteArray();
    }

    private void write(String text) {
        octets.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
