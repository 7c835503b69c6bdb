package lettermill.wire;

import java.util.List;
import java.util.UUID;

/**
 * The letters that are in flight at once: handed over by one lane, through one provider, of one workspace. A crash of MailAgent
 * leaves at most these unknown, so keep it small (up to 64 for SMTP).
 */
public record Wave(UUID workspaceId, UUID providerId, List<Letter> letters) {
    public Wave {
        letters = List.copyOf(letters);
    }
}
