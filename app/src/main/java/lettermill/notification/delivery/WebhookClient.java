package lettermill.notification.delivery;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.Timeout;

/** Apache's HTTP client with all of its helpfulness turned off: strangers say whom it speaks to, and strangers answer. */
final class WebhookClient {

    private static final Timeout TO_CONNECT = Timeout.ofSeconds(5);
    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 100;

    /** Nothing but tests and one's own networks has more; each is tried for {@link #TO_CONNECT}. */
    private static final int MOST_ADDRESSES = 4;

    private WebhookClient() {}

    /** Finds a host's addresses and judges them. */
    interface Judge {
        /** @throws UnknownHostException in words, when there is none or one of them may not be called */
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    static CloseableHttpClient open(Judge judge, SSLContext tls) {
        Http1Config bounds = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Resolver(judge))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(bounds)
                        .responseParserFactory(WholeHead::new)
                        .build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(TO_CONNECT).build())
                .setMaxConnTotal(Lanes.ALL)
                .setMaxConnPerRoute(Lanes.ALL)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Lettermill-Webhooks/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Whoever connects takes the very addresses that were judged and asks nobody again. */
    private record Resolver(Judge judge) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return judge.addresses(host).stream().limit(MOST_ADDRESSES).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Of an answer that breaks off within its headers the library's own parser would make a whole one. */
    private static final class WholeHead extends DefaultHttpResponseParser {
        WholeHead(Http1Config bounds) {
            super(bounds);
        }

        @Override
        public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
            return super.parse(buffer, new FilterInputStream(in) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int read = super.read(target, offset, length);
                    if (read < 0) {
                        throw new ConnectionClosedException("the connection was closed before an answer");
                    }
                    return read;
                }
            });
        }
    }
}
