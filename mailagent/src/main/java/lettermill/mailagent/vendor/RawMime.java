package lettermill.mailagent.vendor;

import java.util.Arrays;
import lettermill.mailagent.mime.MimeMessage;
import lettermill.mailagent.mime.OctetBuffer;
import lettermill.mailagent.transport.Outgoing;

/** The letter as we write and sign it, for vendors that take it so. */
final class RawMime {
    private RawMime() {}

    static byte[] of(Outgoing outgoing) {
        OctetBuffer mime = new MimeMessage().compose(outgoing.letter(), outgoing.signer());
        return Arrays.copyOf(mime.array(), mime.length());
    }
}
