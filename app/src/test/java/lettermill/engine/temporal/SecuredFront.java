package lettermill.engine.temporal;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a cluster that others may reach, as a cloud has it: TLS, a certificate of the client, an API key in each
 * call. The server that tests start speaks none of that; behind this front it answers as ever.
 */
final class SecuredFront implements AutoCloseable {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final String apiKey;
    private final ManagedChannel cluster;
    private final Server server;

    /**
     * Listens on a free port.
     *
     * @param cluster host:port of the server behind
     * @param keys our certificate and key, in PEM
     * @param clients certificates of clients that may come in, in PEM; null asks for none
     */
    SecuredFront(String cluster, PemKeys keys, @Nullable Path clients, String apiKey) throws IOException {
        this.apiKey = apiKey;
        this.cluster = NettyChannelBuilder.forTarget(cluster).usePlaintext().build();
        TlsServerCredentials.Builder credentials = TlsServerCredentials.newBuilder()
                .keyManager(keys.certificate().toFile(), keys.key().toFile());
        if (clients != null) {
            credentials.trustManager(clients.toFile()).clientAuth(ClientAuth.REQUIRE);
        }
        this.server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials.build())
                .fallbackHandlerRegistry(new io.grpc.HandlerRegistry() {
                    @Override
                    public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
                        return passedOn(method);
                    }
                })
                .intercept(this::admit)
                .build()
                .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    private <Q, A> ServerCall.Listener<Q> admit(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (("Bearer " + apiKey).equals(headers.get(AUTHORIZATION))) {
            return next.startCall(call, headers);
        }
        call.close(Status.UNAUTHENTICATED.withDescription("this API key is not known here"), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** All calls of the cluster's are one question and one answer; their octets are none of our business. */
    private ServerMethodDefinition<byte[], byte[]> passedOn(String name) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(new Octets(), new Octets())
                .setFullMethodName(name)
                .setType(MethodDescriptor.MethodType.UNARY)
                .build();
        return ServerMethodDefinition.create(
                method,
                ServerCalls.asyncUnaryCall((question, answer) ->
                        ClientCalls.asyncUnaryCall(cluster.newCall(method, CallOptions.DEFAULT), question, answer)));
    }

    @Override
    public void close() {
        server.shutdownNow();
        cluster.shutdownNow();
    }

    private static final class Octets implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
