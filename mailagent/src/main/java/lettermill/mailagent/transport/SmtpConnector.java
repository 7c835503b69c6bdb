package lettermill.mailagent.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import lettermill.mailagent.mime.DomainNames;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Reply;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.SmtpProvider.Endpoint;
import lettermill.wire.SmtpProvider.Security;
import lettermill.wire.Source;

/** Opens connections: TCP, greeting, EHLO, TLS, sign-in, in the order the endpoint asks for. */
final class SmtpConnector {
    private final SmtpSettings settings;
    private final Endpoint endpoint;
    private final Duration within;
    private final Consumer<SmtpConnection> watch;

    /** @param watch told of each connection before its first read, so that a silent server cannot hold us */
    SmtpConnector(SmtpSettings settings, Consumer<SmtpConnection> watch) {
        this.settings = settings;
        this.endpoint = settings.provider().endpoint();
        this.within = settings.limits().command();
        this.watch = watch;
    }

    SmtpConnection open() throws ConnectFailure {
        InetAddress address = resolve();
        if (endpoint.security() == Security.NONE && !address.isLoopbackAddress()) {
            throw failure(State.TLS_FAILED, "5.7.10", "plain text is only for servers on this machine: choose TLS");
        }
        SmtpConnection connection = connect(address);
        try {
            if (endpoint.security() == Security.IMPLICIT_TLS) {
                startTls(connection, address);
            }
            SmtpReply greeting = connection.read(within);
            if (greeting.code() != 220) {
                throw new ConnectFailure(State.REFUSED, greeting.toReply());
            }
            hello(connection);
            if (endpoint.security() == Security.STARTTLS_REQUIRED
                    || (endpoint.security() == Security.STARTTLS_OPPORTUNISTIC && connection.offers("STARTTLS"))) {
                askForTls(connection, address);
                hello(connection);
            }
            signIn(connection, address);
            return connection;
        } catch (ConnectFailure failure) {
            connection.close();
            throw failure;
        } catch (SSLException tls) {
            connection.close();
            throw failure(
                    State.TLS_FAILED, "4.7.5", "TLS with " + endpoint.host() + " failed: " + connection.explain(tls));
        } catch (IOException lost) {
            connection.close();
            throw failure(State.UNREACHABLE, "4.4.2", endpoint.host() + ": " + connection.explain(lost));
        }
    }

    private InetAddress resolve() throws ConnectFailure {
        try {
            InetAddress[] all = InetAddress.getAllByName(DomainNames.toAscii(endpoint.host()));
            Source source = settings.source();
            return source == null
                    ? all[0]
                    : Arrays.stream(all)
                            .filter(address ->
                                    address.getClass() == source.inet().getClass())
                            .findFirst()
                            .orElseThrow(() -> failure(
                                    State.UNREACHABLE,
                                    "4.4.4",
                                    endpoint.host() + " has no address of the kind that " + source.address() + " is"));
        } catch (UnknownHostException | IllegalArgumentException unknown) {
            throw failure(State.UNREACHABLE, "4.4.4", "no address is known for " + endpoint.host());
        }
    }

    private SmtpConnection connect(InetAddress address) throws ConnectFailure {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            bind(socket);
            socket.connect(new InetSocketAddress(address, endpoint.port()), (int)
                    settings.limits().connect().toMillis());
            SmtpConnection connection = new SmtpConnection(socket);
            watch.accept(connection);
            return connection;
        } catch (ConnectFailure foreign) {
            close(socket);
            throw foreign;
        } catch (IOException refused) {
            close(socket);
            throw failure(
                    State.UNREACHABLE, "4.4.1", endpoint.host() + ":" + endpoint.port() + ": " + refused.getMessage());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // It was never of any use.
        }
    }

    /** All ports of an address of ours may be in use for a moment; one that is not ours stays so. */
    private void bind(Socket socket) throws IOException, ConnectFailure {
        Source source = settings.source();
        if (source != null) {
            try {
                socket.bind(new InetSocketAddress(source.inet(), 0));
            } catch (BindException refused) {
                if (NetworkInterface.getByInetAddress(source.inet()) == null) {
                    throw ConnectFailure.ofSource(source.address() + " is no address of this machine");
                }
                throw refused;
            }
        }
    }

    private void startTls(SmtpConnection connection, InetAddress address) throws IOException {
        SSLSocket tls = Tls.wrap(connection.socket(), endpoint, address);
        connection.start(within, "the TLS handshake");
        tls.startHandshake();
        connection.done();
        connection.protect(tls);
    }

    private void askForTls(SmtpConnection connection, InetAddress address) throws IOException, ConnectFailure {
        if (!connection.offers("STARTTLS")) {
            throw failure(State.TLS_FAILED, "5.7.10", endpoint.host() + " does not offer STARTTLS");
        }
        SmtpReply reply = connection.ask("STARTTLS", within);
        if (reply.code() != 220) {
            throw new ConnectFailure(State.TLS_FAILED, reply.toReply());
        }
        startTls(connection, address);
    }

    /** EHLO, or HELO for a server that knows no extensions (RFC 5321 section 3.2). */
    private void hello(SmtpConnection connection) throws IOException, ConnectFailure {
        String name = DomainNames.toAscii(settings.greeting());
        SmtpReply reply = connection.ask("EHLO " + name, within);
        if (reply.code() / 100 == 5) {
            reply = connection.ask("HELO " + name, within);
            if (reply.isPositive()) {
                return;
            }
        }
        if (!reply.isPositive()) {
            throw new ConnectFailure(State.REFUSED, reply.toReply());
        }
        Map<String, String> extensions = new LinkedHashMap<>();
        for (String line : reply.lines().subList(1, reply.lines().size())) {
            // "AUTH=PLAIN" is how servers of the nineties wrote it, and some still do.
            String[] words = line.strip().replaceFirst("^AUTH=", "AUTH ").split(" ", 2);
            extensions.merge(
                    words[0].toUpperCase(Locale.ROOT),
                    words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "",
                    (a, b) -> a + " " + b);
        }
        connection.setExtensions(extensions);
    }

    private void signIn(SmtpConnection connection, InetAddress address) throws IOException, ConnectFailure {
        if (settings.credentials().equals(Credentials.NONE)) {
            return;
        }
        if (!(connection.socket() instanceof SSLSocket) && !address.isLoopbackAddress()) {
            throw failure(State.TLS_FAILED, "5.7.10", "the password would cross the network in clear: choose TLS");
        }
        SmtpReply reply = SignIn.ask(connection, settings.credentials(), within);
        if (!reply.isPositive()) {
            throw new ConnectFailure(State.SIGN_IN_REFUSED, reply.toReply());
        }
    }

    private static ConnectFailure failure(State state, String enhanced, String text) {
        return new ConnectFailure(state, Reply.local(enhanced, text));
    }
}
