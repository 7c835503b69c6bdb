package lettermill.mailagent.vendor;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/** A request's body that knows how much of it was given to the connection. */
final class OutgoingBody implements BodyPublisher {
    private final BodyPublisher body;
    private final AtomicLong given = new AtomicLong();

    OutgoingBody(byte[] octets) {
        body = BodyPublishers.ofByteArray(octets);
    }

    /** Whether the other side may have the whole request: its length is announced, so it acts on nothing less. */
    boolean mayHaveArrived() {
        return given.get() >= body.contentLength();
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> connection) {
        body.subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                connection.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer piece) {
                given.addAndGet(piece.remaining());
                connection.onNext(piece);
            }

            @Override
            public void onError(Throwable fault) {
                connection.onError(fault);
            }

            @Override
            public void onComplete() {
                connection.onComplete();
            }
        });
    }
}
