package lettermill.mailagent.transport;

import lettermill.mailagent.mime.DkimSigner;
import lettermill.wire.Letter;
import org.jspecify.annotations.Nullable;

/** A letter with the signer of its domain; null sends it unsigned. */
public record Outgoing(Letter letter, @Nullable DkimSigner signer) {}
