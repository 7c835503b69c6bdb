package lettermill.webhook.intake;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lettermill.base.Problem;
import lettermill.provider.ProviderType;
import lettermill.webhook.ProviderWebhook;
import org.springframework.stereotype.Component;

/** The vendors whose webhooks are understood. */
@Component
class Hooks {

    private final Map<ProviderType, ProviderWebhook> hooks = new EnumMap<>(ProviderType.class);

    Hooks(List<ProviderWebhook> all) {
        all.forEach(hook -> hooks.put(hook.vendor(), hook));
    }

    /** @throws Problem.NotFound when the vendor calls nobody back */
    ProviderWebhook of(ProviderType vendor) {
        ProviderWebhook hook = hooks.get(vendor);
        if (hook == null) {
            throw new Problem.NotFound("webhook of", vendor);
        }
        return hook;
    }
}
