package lettermill.wire;

import org.jspecify.annotations.Nullable;

/** The two readings of a letter: HTML and plain text. Either may be missing, not both. Any line ends; no size limit here. */
public record Body(@Nullable String html, @Nullable String text) {
    public Body {
        InvalidFieldException.require(html != null || text != null, "body", "needs html or text");
    }
}
