package lettermill.mailagent.vendor;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import lettermill.mailagent.vendor.Answer.Lost;
import lettermill.mailagent.vendor.Answer.NotAsked;
import lettermill.wire.ProviderStatus.State;

/**
 * Asks over HTTP and tells what was certainly not asked from what may have been. Speaks HTTP/1.1, where one connection carries
 * one request and its length is announced; follows no redirect, for it would carry the key elsewhere.
 */
final class HttpCaller {
    /** Of no use to wait for, and never full. */
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final HttpClient client;

    HttpCaller(HttpTransport.Limits limits) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .executor(THREADS)
                .build();
    }

    /** Asks once. A request that fails is not repeated here, nor by the client, which repeats only GET. */
    Answer ask(Vendor.Request request, Duration limit) {
        OutgoingBody body = new OutgoingBody(request.body());
        IncomingBody answer = new IncomingBody();
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(request.method(), request.body().length == 0 ? HttpRequest.BodyPublishers.noBody() : body);
        request.headers().forEach(builder::setHeader);
        CompletableFuture<?> exchange = client.sendAsync(builder.build(), answer);
        try {
            exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return answer.soFar().<Answer>map(said -> said).orElseGet(() -> new Lost("the answer was empty"));
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return answer.soFar()
                    .<Answer>map(said -> said)
                    .orElseGet(() -> noAnswer(body, State.UNREACHABLE, "no answer within " + limit));
        } catch (InterruptedException told) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return answer.soFar()
                    .<Answer>map(said -> said)
                    .orElseGet(() -> noAnswer(body, State.UNREACHABLE, "told to stop"));
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            State state = cause instanceof SSLException ? State.TLS_FAILED : State.UNREACHABLE;
            return answer.soFar().<Answer>map(said -> said).orElseGet(() -> noAnswer(body, state, words(cause)));
        }
    }

    private static Answer noAnswer(OutgoingBody body, State state, String why) {
        return body.mayHaveArrived() ? new Lost(why) : new NotAsked(state, why);
    }

    private static String words(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }
}
