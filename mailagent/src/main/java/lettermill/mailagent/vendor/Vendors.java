package lettermill.mailagent.vendor;

import java.time.InstantSource;
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
        return switch (provider.settings()) {
            case VendorSettings.SendGrid sendGrid ->
                new SendGrid(sendGrid, key, provider.key().providerId());
        };
    }
}
