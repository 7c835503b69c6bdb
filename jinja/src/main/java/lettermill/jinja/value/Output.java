package lettermill.jinja.value;

import java.io.IOException;
import java.io.UncheckedIOException;
import lettermill.jinja.BudgetExceeded;
import lettermill.jinja.SafeString;
import org.jspecify.annotations.Nullable;

/** Where a template writes: a buffer that passes full pieces on to a sink, if it has one. */
public final class Output {
    private static final int PIECE = 8192;

    private final StringBuilder buffer;
    private final int limit;
    private final @Nullable Appendable sink;
    private long flushed;

    /** A buffer that refuses to grow beyond {@code limit} characters, passed-on ones included. */
    public Output(int limit, int expected, @Nullable Appendable sink) {
        this.limit = limit;
        this.sink = sink;
        this.buffer = new StringBuilder(Math.min(expected, limit));
    }

    /** Writes text as it is. */
    public void write(String text) {
        buffer.append(text);
        check();
    }

    /** Writes text with HTML's special characters as entities. */
    public void writeEscaped(String text) {
        SafeString.appendEscaped(text, buffer);
        check();
    }

    private void check() {
        if (flushed + buffer.length() > limit) {
            throw new BudgetExceeded(
                    BudgetExceeded.Limit.CHARACTERS, "the output has more than " + limit + " characters");
        }
        if (sink != null && buffer.length() > PIECE) {
            flush();
        }
    }

    /** Passes what is buffered on to the sink. */
    public void flush() {
        if (sink != null) {
            try {
                sink.append(buffer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            flushed += buffer.length();
            buffer.setLength(0);
        }
    }

    /** What was written and not passed on. */
    public String text() {
        return buffer.toString();
    }
}
