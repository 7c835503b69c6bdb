package lettermill.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider as a client asks for it. A vendor without settings and credentials only reports what became of mail, by its
 * webhooks.
 *
 * @param credentials go to MailAgent and are never shown again; null keeps those stored before
 * @param settings the members of the {@link ProviderSettings} of this type
 * @param maxSendsPerSecond cap of mails a second; null for none
 * @param maxSendsPerDay cap of mails a day of the workspace's time zone; null for none
 * @param priority the smaller the earlier; 100 unless given
 */
public record ProviderRequest(
        @Nullable String name,
        @Nullable ProviderType providerType,
        @Nullable ProviderCredentials credentials,

        @Schema(implementation = ProviderSettings.class) @Nullable
        ObjectNode settings,

        @Nullable Integer maxSendsPerSecond,
        @Nullable Integer maxSendsPerDay,
        @Nullable Integer priority,
        @JsonProperty("is_default") @Nullable Boolean isDefault) {

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
        } else if (credentials != null) {
            credentials.check(providerType, wrong);
        }
        if (providerType == ProviderType.SMTP && (settings == null || blank(settings, "host"))) {
            wrong.add(new Problem.Field("settings.host", "is missing", "the name of the mail server"));
        }
        if (providerType != null && !sends() && Boolean.TRUE.equals(isDefault)) {
            wrong.add(new Problem.Field(
                    "is_default", "mail can't leave through it without credentials", "false, or its credentials"));
        }
        positive("max_sends_per_second", maxSendsPerSecond, wrong);
        positive("max_sends_per_day", maxSendsPerDay, wrong);
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        return this;
    }

    /** Whether mail is to leave through it. */
    boolean sends() {
        return providerType == ProviderType.SMTP || settings != null || credentials != null;
    }

    private static boolean blank(ObjectNode settings, String member) {
        return settings.path(member).asString("").isBlank();
    }

    private static void positive(String field, @Nullable Integer value, List<Problem.Field> wrong) {
        if (value != null && value < 1) {
            wrong.add(new Problem.Field(field, "is " + value, "a number from 1 on, or null for no cap"));
        }
    }
}
