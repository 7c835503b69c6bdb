package lettermill.wire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The letters that are in flight at once: handed over by one lane, through one provider, of one workspace. A crash of MailAgent
 * leaves at most these unknown, so keep it small (up to 64 for SMTP).
 *
 * @param source the address it is to leave from, through a provider of SMTP; null for whichever the machine takes. Vendors have
 *     addresses of their own
 */
public record Wave(
        UUID workspaceId,
        UUID providerId,
        List<Letter> letters,
        @Nullable Source source) {

    public Wave {
        letters = List.copyOf(letters);
    }
}
