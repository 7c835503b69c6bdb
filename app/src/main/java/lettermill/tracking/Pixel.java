package lettermill.tracking;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A transparent GIF of one pixel. */
public final class Pixel {

    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    private Pixel() {}

    /** Its 43 bytes. */
    static byte[] gif() {
        return GIF.clone();
    }

    /** Answers with the picture where no controller is reached; nobody may keep it. */
    public static void write(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(MediaType.IMAGE_GIF_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store, private");
        response.setContentLength(GIF.length);
        response.getOutputStream().write(GIF);
    }
}
