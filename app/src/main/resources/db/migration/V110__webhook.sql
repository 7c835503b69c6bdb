-- What vendors report about mail, and how we know that it is they who report it.
CREATE SCHEMA webhook;

-- How a provider's callbacks prove that they are its own; keys and passwords in it are locked (ADR on webhook secrets).
CREATE TABLE webhook.credential (
    provider_id  uuid PRIMARY KEY REFERENCES provider.provider ON DELETE CASCADE,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    vendor       text NOT NULL CHECK (vendor IN ('SES', 'SENDGRID', 'MAILGUN', 'POSTMARK')),
    locked       text NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);
CREATE INDEX credential_of_vendor ON webhook.credential (vendor);

-- Every callback that proved genuine, as its octets came: the audit trail, and what a mended decoder reads again.
CREATE TABLE webhook.provider_event_log (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    provider_id  uuid NOT NULL,
    vendor       text NOT NULL CHECK (vendor IN ('SES', 'SENDGRID', 'MAILGUN', 'POSTMARK')),
    content_type text,
    body         bytea NOT NULL,
    -- What was made of it at the last reading.
    events       integer NOT NULL,
    ignored      integer NOT NULL,
    received_at  timestamptz NOT NULL,
    decoded_at   timestamptz NOT NULL
);
CREATE INDEX provider_event_log_of_workspace ON webhook.provider_event_log (workspace_id, id);

-- Facts whose message is not known, or not known yet: a vendor may report before its answer to the hand-over is recorded.
CREATE TABLE webhook.unmatched_event (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    provider_id  uuid NOT NULL,
    log_id       bigint NOT NULL,
    event_key    text NOT NULL,
    event        jsonb NOT NULL,
    received_at  timestamptz NOT NULL,
    next_try_at  timestamptz,
    UNIQUE (workspace_id, event_key)
);
CREATE INDEX unmatched_event_due ON webhook.unmatched_event (next_try_at) WHERE next_try_at IS NOT NULL;

-- Mailgun's signature does not cover the body, so a token counts once.
CREATE TABLE webhook.used_token (
    provider_id  uuid NOT NULL REFERENCES provider.provider ON DELETE CASCADE,
    workspace_id uuid NOT NULL,
    token_hash   bytea NOT NULL,
    used_at      timestamptz NOT NULL,
    PRIMARY KEY (provider_id, token_hash)
);
CREATE INDEX used_token_by_age ON webhook.used_token (used_at);

-- Vendors' ids are long; a mail server's queue id is short, is never asked for, and costs the sending of mail nothing here.
CREATE INDEX message_of_vendor ON ledger.message (provider_message_id) WHERE length(provider_message_id) >= 20;

-- What kind of refusal a bounce was, finer than its type.
ALTER TABLE ledger.event ADD COLUMN bounce_subtype text;
