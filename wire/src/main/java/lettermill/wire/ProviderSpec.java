package lettermill.wire;

import java.util.Objects;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import org.jspecify.annotations.Nullable;

/** How to reach a provider, one record for each kind. */
public sealed interface ProviderSpec permits SmtpProvider, ProviderSpec.Vendor {
    ProviderKey key();

    /**
     * A vendor that takes mail over its HTTP API.
     *
     * @param credentials null keeps those stored before
     * @param maxConnections requests under way at once, of all lanes together, 1 to 100
     */
    record Vendor(
            ProviderKey key,
            VendorSettings settings,
            @Nullable ApiKey credentials,
            int maxConnections) implements ProviderSpec {
        public Vendor {
            Objects.requireNonNull(key);
            Objects.requireNonNull(settings);
            InvalidFieldException.require(
                    maxConnections >= 1 && maxConnections <= 100, "maxConnections", "must be 1 to 100");
        }
    }
}
