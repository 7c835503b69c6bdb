package lettermill.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A provider as a client asks for it.
 *
 * @param credentials go to MailAgent and are never shown again; null keeps those stored before
 * @param maxSendsPerSecond cap of mails a second; null for none
 * @param maxSendsPerDay cap of mails a day of the workspace's time zone; null for none
 * @param priority the smaller the earlier; 100 unless given
 */
public record ProviderRequest(
        @Nullable String name,
        @Nullable ProviderType providerType,
        @Nullable Credentials credentials,
        @Nullable SmtpSettings settings,
        @Nullable Integer maxSendsPerSecond,
        @Nullable Integer maxSendsPerDay,
        @Nullable Integer priority,
        @JsonProperty("is_default") @Nullable Boolean isDefault) {

    /** What signs us in. Not printed. */
    public record Credentials(
            @Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[...]";
        }
    }

    private static final int NAME_LENGTH = 100;

    /** @throws Problem.Invalid with all that is wrong */
    ProviderRequest validated() {
        List<Problem.Field> wrong = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > NAME_LENGTH) {
            wrong.add(new Problem.Field("name", "is missing or too long", "1 to " + NAME_LENGTH + " characters"));
        }
        if (providerType == null) {
            wrong.add(new Problem.Field(
                    "provider_type", "is missing", "one of " + Arrays.toString(ProviderType.values())));
        } else if (providerType.sends()) {
            if (settings == null || settings.host() == null || settings.host().isBlank()) {
                wrong.add(new Problem.Field("settings.host", "is missing", "the name of the mail server"));
            }
        } else {
            onlyWebhooks(providerType, wrong);
        }
        positive("max_sends_per_second", maxSendsPerSecond, wrong);
        positive("max_sends_per_day", maxSendsPerDay, wrong);
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        return this;
    }

    private void onlyWebhooks(ProviderType vendor, List<Problem.Field> wrong) {
        if (settings != null) {
            wrong.add(new Problem.Field("settings", vendor + " has none yet", "null"));
        }
        if (credentials != null) {
            wrong.add(new Problem.Field("credentials", vendor + " takes none yet", "null"));
        }
        if (Boolean.TRUE.equals(isDefault)) {
            wrong.add(new Problem.Field("is_default", "mail can't leave through " + vendor + " yet", "false"));
        }
    }

    private static void positive(String field, @Nullable Integer value, List<Problem.Field> wrong) {
        if (value != null && value < 1) {
            wrong.add(new Problem.Field(field, "is " + value, "a number from 1 on, or null for no cap"));
        }
    }
}
