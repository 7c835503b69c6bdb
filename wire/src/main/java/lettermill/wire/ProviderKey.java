package lettermill.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider and its owner; a null workspace means the installation, whose providers serve every workspace. */
public record ProviderKey(@Nullable UUID workspaceId, UUID providerId) {}
