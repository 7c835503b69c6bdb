package lettermill.provider;

import java.time.Clock;
import java.util.UUID;
import lettermill.wire.ProviderKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the provider of SMTP_HOST at the start, or removes it when the variable is gone. */
@Component
class FallbackProvider implements ApplicationRunner {

    /** The same in every installation: there is one. */
    static final UUID ID = new UUID(0, 1);

    private static final Logger LOG = LoggerFactory.getLogger(FallbackProvider.class);

    private final Providers providers;
    private final ProviderService service;
    private final FallbackSettings settings;
    private final Clock clock;

    FallbackProvider(Providers providers, ProviderService service, FallbackSettings settings, Clock clock) {
        this.providers = providers;
        this.service = service;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (settings.host().isBlank()) {
            providers.removeFallback();
            return;
        }
        SmtpSettings smtp = new SmtpSettings(settings.host(), settings.port(), null, null, null).complete();
        ProviderRequest request =
                new ProviderRequest("SMTP_HOST", ProviderType.SMTP, null, null, null, null, 1_000, true);
        providers.save(null, ID, request, smtp, settings.ratePerMinute(), clock.instant());
        service.entrust(new ProviderKey(null, ID), smtp, settings.credentials());
        LOG.info("Workspaces without a provider send through {}:{}", settings.host(), settings.port());
    }
}
