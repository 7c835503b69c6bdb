package lettermill.webhook.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.ProviderWebhook;
import lettermill.webhook.Reading;
import lettermill.webhook.intake.CallbackRecorder.Taken;
import org.springframework.stereotype.Service;

/** Takes callbacks: whose they are, whether they are genuine, and on to be recorded. */
@Service
class Intake {

    /** Of so many providers of a vendor each key is tried for a callback that names none. */
    private static final int MOST_TRIED = 20;

    private final Hooks hooks;
    private final Credentials credentials;
    private final CallbackRecorder recorder;

    Intake(Hooks hooks, Credentials credentials, CallbackRecorder recorder) {
        this.hooks = hooks;
        this.credentials = credentials;
        this.recorder = recorder;
    }

    /**
     * Takes a callback that names its provider. What it says is committed when this returns.
     *
     * @throws Problem.NotFound when there is no such provider with a webhook
     * @throws Problem.Unauthenticated when it is not genuine
     * @throws Problem.Invalid when it is no report about sent mail
     */
    void take(ProviderType vendor, UUID provider, Callback callback) {
        Registration registration = credentials
                .ofProvider(vendor, provider)
                .orElseThrow(() -> new Problem.NotFound("webhook of provider", provider));
        ProviderWebhook hook = hooks.of(vendor);
        Optional<String> once = hook.verify(callback, registration.credential());
        finish(hook, registration, callback, once);
    }

    /**
     * Takes a callback that names nobody: it belongs to the one provider whose key or topic it proves to know.
     *
     * @throws Problem.Unauthenticated when it belongs to none, or not to one alone
     */
    void take(ProviderType vendor, Callback callback) {
        ProviderWebhook hook = hooks.of(vendor);
        List<Registration> all = credentials.ofVendor(vendor, MOST_TRIED + 1);
        if (all.size() > MOST_TRIED) {
            throw new Problem.NotFound("webhook", "without the provider's id in its path, among so many providers");
        }
        List<Registration> proven = new ArrayList<>();
        Optional<String> once = Optional.empty();
        for (Registration each : all) {
            Optional<Optional<String>> proof = proof(hook, each, callback);
            if (proof.isPresent()) {
                proven.add(each);
                once = proof.get();
            }
        }
        if (proven.size() != 1) {
            throw new Problem.Unauthenticated("The callback proves to be of " + proven.size() + " providers.");
        }
        finish(hook, proven.getFirst(), callback, once);
    }

    private static Optional<Optional<String>> proof(ProviderWebhook hook, Registration to, Callback callback) {
        try {
            return Optional.of(hook.verify(callback, to.credential()));
        } catch (Problem.Unauthenticated notThis) {
            return Optional.empty();
        }
    }

    private void finish(ProviderWebhook hook, Registration to, Callback callback, Optional<String> once) {
        hook.greet(callback, to.credential());
        Reading reading = hook.read(callback);
        recorder.record(new Taken(to.workspace(), to.provider(), to.vendor(), callback, reading, once.orElse(null)));
    }
}
