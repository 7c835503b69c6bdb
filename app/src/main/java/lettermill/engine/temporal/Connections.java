package lettermill.engine.temporal;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Connections to the cluster, made from the settings. None is opened before it is used. */
final class Connections {

    private static final Duration SOON = Duration.ofSeconds(3);

    private final TemporalSettings settings;

    Connections(TemporalSettings settings) {
        this.settings = settings;
    }

    /** For workers: what they have to report is tried for a minute. */
    WorkflowServiceStubs patient() {
        return WorkflowServiceStubs.newServiceStubs(options().build());
    }

    /** For handing work over: three seconds, and the work goes on waiting in our own database. */
    WorkflowServiceStubs brief() {
        return WorkflowServiceStubs.newServiceStubs(options()
                .setRpcTimeout(SOON)
                .setRpcRetryOptions(
                        RpcRetryOptions.newBuilder().setExpiration(SOON).validateBuildWithDefaults())
                .build());
    }

    private WorkflowServiceStubsOptions.Builder options() {
        WorkflowServiceStubsOptions.Builder options =
                WorkflowServiceStubsOptions.newBuilder().setTarget(settings.address());
        if (settings.secured()) {
            options.setSslContext(secured(settings.tls()));
            @Nullable String name = settings.tls().serverName();
            if (name != null) {
                options.setChannelInitializer(channel -> channel.overrideAuthority(name));
            }
        }
        @Nullable String key = settings.apiKey();
        if (key != null) {
            options.addApiKey(() -> key);
        }
        return options;
    }

    private static SslContext secured(TemporalSettings.Tls tls) {
        try (InputStream certificate = read(tls.certificate());
                InputStream key = read(tls.key())) {
            SimpleSslContextBuilder context = tls.certificate() == null
                    ? SimpleSslContextBuilder.noKeyOrCertChain()
                    : SimpleSslContextBuilder.forPKCS8(certificate, key);
            if (tls.authority() != null) {
                context.setTrustManager(trusting(tls.authority()));
            }
            return context.build();
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    "A file of TEMPORAL_TLS_... can't be used: " + unusable.getMessage(), unusable);
        }
    }

    private static InputStream read(@Nullable Path file) throws IOException {
        return new ByteArrayInputStream(file == null ? new byte[0] : Files.readAllBytes(file));
    }

    private static TrustManager trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = read(authority)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers()[0];
    }
}
