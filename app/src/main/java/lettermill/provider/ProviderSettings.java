package lettermill.provider;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import lettermill.base.Problem;
import lettermill.wire.vendor.VendorSettings;
import lettermill.wire.vendor.VendorSettings.Mode;
import org.jspecify.annotations.Nullable;

/** How to reach a provider, by its type. Endpoints are the vendors' own unless given, as for a region or a test. */
@Schema(
        oneOf = {
            SmtpSettings.class,
            ProviderSettings.Ses.class,
            ProviderSettings.SendGrid.class,
            ProviderSettings.Mailgun.class,
            ProviderSettings.Postmark.class
        })
public sealed interface ProviderSettings permits SmtpSettings, ProviderSettings.Vendor {

    /** The same with nothing left open. */
    ProviderSettings complete();

    /** A vendor, reached over its HTTP API. */
    sealed interface Vendor extends ProviderSettings {

        /** @throws lettermill.wire.InvalidFieldException when a value can't be */
        VendorSettings wire();
    }

    /**
     * Amazon SES.
     *
     * @param region for example {@code eu-central-1}
     * @param configurationSet publishes the events; null for the account's default
     */
    record Ses(
            String region,
            @Nullable String configurationSet,
            @Nullable String endpoint) implements Vendor {
        @Override
        public Ses complete() {
            require("region", region, "where the account sends from, such as eu-central-1");
            String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
            return new Ses(region, configurationSet, orElse(endpoint, "https://email." + region + suffix));
        }

        @Override
        public VendorSettings wire() {
            Ses all = complete();
            return new VendorSettings.Ses(uri(all.endpoint), region, configurationSet);
        }
    }

    /**
     * SendGrid.
     *
     * @param sandboxMode whether SendGrid only checks what it is given; false unless given
     */
    record SendGrid(@Nullable Boolean sandboxMode, @Nullable String endpoint) implements Vendor {
        @Override
        public SendGrid complete() {
            return new SendGrid(Boolean.TRUE.equals(sandboxMode), orElse(endpoint, "https://api.sendgrid.com"));
        }

        @Override
        public VendorSettings wire() {
            return new VendorSettings.SendGrid(uri(complete().endpoint), mode(sandboxMode));
        }
    }

    /**
     * Mailgun.
     *
     * @param domain the sending domain, as Mailgun knows it
     * @param region where the domain was made; US unless given
     * @param sandboxMode whether Mailgun only checks what it is given; false unless given
     */
    record Mailgun(
            String domain,
            @Nullable MailgunRegion region,
            @Nullable Boolean sandboxMode,
            @Nullable String endpoint) implements Vendor {
        @Override
        public Mailgun complete() {
            require("domain", domain, "the sending domain at Mailgun, such as mg.example.org");
            MailgunRegion there = region == null ? MailgunRegion.US : region;
            return new Mailgun(domain, there, Boolean.TRUE.equals(sandboxMode), orElse(endpoint, there.endpoint));
        }

        @Override
        public VendorSettings wire() {
            return new VendorSettings.Mailgun(uri(complete().endpoint), domain, mode(sandboxMode));
        }
    }

    /** Where Mailgun keeps a domain. */
    enum MailgunRegion {
        US("https://api.mailgun.net"),
        EU("https://api.eu.mailgun.net");

        private final String endpoint;

        MailgunRegion(String endpoint) {
            this.endpoint = endpoint;
        }
    }

    /**
     * Postmark.
     *
     * @param messageStream the stream's id; {@code broadcast}, the one for mail to many, unless given
     */
    record Postmark(
            @Nullable String messageStream, @Nullable String endpoint) implements Vendor {
        @Override
        public Postmark complete() {
            return new Postmark(orElse(messageStream, "broadcast"), orElse(endpoint, "https://api.postmarkapp.com"));
        }

        @Override
        public VendorSettings wire() {
            Postmark all = complete();
            return new VendorSettings.Postmark(uri(all.endpoint), String.valueOf(all.messageStream));
        }
    }

    private static void require(String field, @Nullable String value, String right) {
        if (value == null || value.isBlank()) {
            throw new Problem.Invalid("settings." + field, "is missing", right);
        }
    }

    private static String orElse(@Nullable String given, String usual) {
        return given == null || given.isBlank() ? usual : given.strip().replaceFirst("/+$", "");
    }

    private static Mode mode(@Nullable Boolean sandbox) {
        return Boolean.TRUE.equals(sandbox) ? Mode.SANDBOX : Mode.LIVE;
    }

    private static URI uri(@Nullable String endpoint) {
        try {
            return URI.create(String.valueOf(endpoint));
        } catch (IllegalArgumentException malformed) {
            throw new Problem.Invalid("settings.endpoint", "is no URL", "https://host, as the vendor names it");
        }
    }
}
