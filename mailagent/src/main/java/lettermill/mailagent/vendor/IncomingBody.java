package lettermill.mailagent.vendor;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import lettermill.mailagent.vendor.Answer.Extent;
import lettermill.mailagent.vendor.Answer.Said;
import org.jspecify.annotations.Nullable;

/** Reads an answer up to a limit, and keeps what came when the rest does not. */
final class IncomingBody implements BodyHandler<Said>, BodySubscriber<Said> {
    /** A batch of 500 is answered with some 100 kB. */
    static final int MOST = 1 << 20;

    private final CompletableFuture<Said> said = new CompletableFuture<>();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private volatile @Nullable ResponseInfo head;
    private @Nullable Subscription subscription;

    @Override
    public BodySubscriber<Said> apply(ResponseInfo info) {
        head = info;
        return this;
    }

    /** What is there so far; empty before the status came. */
    synchronized Optional<Said> soFar() {
        return said.isDone()
                ? Optional.of(said.join())
                : Optional.ofNullable(head).map(info -> read(info, Extent.CUT));
    }

    private Said read(ResponseInfo info, Extent extent) {
        return new Said(info.statusCode(), info.headers(), octets.toString(StandardCharsets.UTF_8), extent);
    }

    private void end(Extent extent) {
        ResponseInfo info = head;
        if (info != null) {
            said.complete(read(info, extent));
        }
    }

    @Override
    public CompletionStage<Said> getBody() {
        return said;
    }

    @Override
    public synchronized void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            byte[] some = new byte[Math.min(piece.remaining(), MOST - octets.size())];
            boolean all = some.length == piece.remaining();
            piece.get(some);
            octets.writeBytes(some);
            if (!all && subscription != null) {
                subscription.cancel();
                end(Extent.CUT);
                return;
            }
        }
    }

    @Override
    public synchronized void onError(Throwable fault) {
        end(Extent.CUT);
    }

    @Override
    public synchronized void onComplete() {
        end(Extent.WHOLE);
    }
}
