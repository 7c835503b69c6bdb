package lettermill.mailagent.mailbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * STARTTLS (RFC 9051 section 6.2.1) before an IMAP server that has none: it speaks until TLS stands and is then a wire to the server.
 * What the caller said before stays here, so that a password in clear would never get anywhere.
 */
final class StartTlsFront implements AutoCloseable {

    private final ServerSocket door;
    private final int server;
    private volatile SSLContext tls;
    private final boolean offered;

    /** @param offered false for a server that cannot do it */
    StartTlsFront(int server, SSLContext tls, boolean offered) throws IOException {
        this.door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.server = server;
        this.tls = tls;
        this.offered = offered;
        Thread.ofVirtual().start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Shows another certificate from now on. */
    void present(SSLContext another) {
        tls = another;
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            String tag = untilStartTls(caller);
            if (tag.isEmpty()) {
                return;
            }
            say(caller, tag + " OK begin");
            try (SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(caller, null, true);
                    Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
                secured.setUseClientMode(false);
                secured.startHandshake();
                readLine(behind.getInputStream());
                Thread.ofVirtual().start(() -> carry(secured, behind));
                behind.getInputStream().transferTo(secured.getOutputStream());
            }
        } catch (IOException over) {
            // The caller has gone, or did not like our certificate.
        }
    }

    /** The tag of the command that begins TLS; empty when the caller goes without. */
    private String untilStartTls(Socket caller) throws IOException {
        String capability = "CAPABILITY IMAP4rev1" + (offered ? " STARTTLS LOGINDISABLED" : "");
        say(caller, "* OK [" + capability + "] ready");
        BufferedReader in =
                new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII), 1);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 3);
            switch (words[1].toUpperCase(Locale.ROOT)) {
                case "CAPABILITY" -> say(caller, "* " + capability + "\r\n" + words[0] + " OK done");
                case "STARTTLS" -> {
                    if (offered) {
                        return words[0];
                    }
                    say(caller, words[0] + " BAD there is none");
                }
                case "LOGOUT" -> say(caller, "* BYE\r\n" + words[0] + " OK done");
                default -> say(caller, words[0] + " NO not in clear");
            }
        }
        return "";
    }

    private static void say(Socket caller, String line) throws IOException {
        caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void readLine(InputStream from) throws IOException {
        int octet = from.read();
        while (octet >= 0 && octet != '\n') {
            octet = from.read();
        }
    }

    private static void carry(Socket from, Socket to) {
        try (OutputStream out = to.getOutputStream()) {
            from.getInputStream().transferTo(out);
        } catch (IOException over) {
            // One of the two has gone; closing tells the other.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
