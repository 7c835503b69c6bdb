package lettermill.mailagent.provider;

import java.util.Map;
import java.util.Objects;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
import lettermill.wire.SmtpProvider;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.SmtpProvider.Endpoint;
import lettermill.wire.SmtpProvider.Security;
import lettermill.wire.SmtpProvider.Trust;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider as columns: a mail server has an address, a vendor has settings.
 *
 * @param settings JSON; null for a mail server
 * @param username null keeps the one stored before
 * @param password in clear; empty for none, null keeps the one stored before
 */
record ProviderRow(
        String kind,
        @Nullable String settings,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String security,
        @Nullable String trust,
        @Nullable String heloName,
        int maxConnections,
        @Nullable String username,
        @Nullable String password) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SMTP = "SMTP";
    private static final Map<String, Class<? extends VendorSettings>> VENDORS = Map.of(
            "SES", VendorSettings.Ses.class,
            "SENDGRID", VendorSettings.SendGrid.class,
            "MAILGUN", VendorSettings.Mailgun.class,
            "POSTMARK", VendorSettings.Postmark.class);

    static ProviderRow of(ProviderSpec provider) {
        return switch (provider) {
            case SmtpProvider smtp -> of(smtp);
            case ProviderSpec.Vendor vendor -> of(vendor);
        };
    }

    private static ProviderRow of(SmtpProvider smtp) {
        Credentials credentials = smtp.credentials();
        return new ProviderRow(
                SMTP,
                null,
                smtp.endpoint().host(),
                smtp.endpoint().port(),
                smtp.endpoint().security().name(),
                smtp.endpoint().trust().name(),
                smtp.heloName(),
                smtp.maxConnections(),
                credentials == null ? null : credentials.username(),
                credentials == null ? null : credentials.password());
    }

    private static ProviderRow of(ProviderSpec.Vendor vendor) {
        String kind = switch (vendor.settings()) {
            case VendorSettings.Ses _ -> "SES";
            case VendorSettings.SendGrid _ -> "SENDGRID";
            case VendorSettings.Mailgun _ -> "MAILGUN";
            case VendorSettings.Postmark _ -> "POSTMARK";
        };
        ApiKey key = vendor.credentials();
        return new ProviderRow(
                kind,
                JSON.writeValueAsString(vendor.settings()),
                null,
                null,
                null,
                null,
                null,
                vendor.maxConnections(),
                key == null ? null : key.id(),
                key == null ? null : key.secret());
    }

    /** The provider of a row as it was read, where nothing that it needs is null. */
    ProviderSpec provider(ProviderKey key) {
        String id = Objects.requireNonNull(username);
        String secret = Objects.requireNonNull(password);
        if (!kind.equals(SMTP)) {
            VendorSettings vendor = JSON.readValue(settings, Objects.requireNonNull(VENDORS.get(kind)));
            return new ProviderSpec.Vendor(key, vendor, new ApiKey(id, secret), maxConnections);
        }
        Endpoint endpoint = new Endpoint(
                Objects.requireNonNull(host),
                Objects.requireNonNull(port),
                Security.valueOf(Objects.requireNonNull(security)),
                Trust.valueOf(Objects.requireNonNull(trust)));
        Credentials credentials = secret.isEmpty() ? Credentials.NONE : new Credentials(id, secret);
        return new SmtpProvider(key, endpoint, credentials, maxConnections, Objects.requireNonNull(heloName));
    }

    @Override
    public String toString() {
        return "ProviderRow[" + kind + "]";
    }
}
