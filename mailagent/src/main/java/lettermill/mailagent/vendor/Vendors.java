package lettermill.mailagent.vendor;

import java.time.InstantSource;
import java.util.UUID;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.ProviderSpec;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;

/** Which API speaks for which settings. */
final class Vendors {
    private Vendors() {}

    static Vendor of(ProviderSpec.Vendor provider, InstantSource clock) {
        ApiKey key = provider.credentials();
        if (key == null) {
            throw new InvalidFieldException("credentials", "are missing");
        }
        UUID id = provider.key().providerId();
        return switch (provider.settings()) {
            case VendorSettings.Ses ses -> new Ses(ses, key, id, clock);
            case VendorSettings.SendGrid sendGrid -> new SendGrid(sendGrid, key, id);
            case VendorSettings.Mailgun mailgun -> new Mailgun(mailgun, key, id);
            case VendorSettings.Postmark postmark -> new Postmark(postmark, key, id);
        };
    }
}
