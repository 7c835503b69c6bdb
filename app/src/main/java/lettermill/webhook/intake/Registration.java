package lettermill.webhook.intake;

import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderType;
import lettermill.webhook.WebhookCredential;

/** A provider whose callbacks are taken, and how they prove themselves. */
record Registration(WorkspaceId workspace, UUID provider, ProviderType vendor, WebhookCredential credential) {}
