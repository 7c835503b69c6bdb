-- What somebody has to look at, once a day for the same thing.
CREATE SCHEMA alert;

CREATE TABLE alert.alert (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id    uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    kind            text NOT NULL CHECK (kind IN ('WARMING_PAUSED', 'HEALTH_PAUSED', 'HEALTH_DROPPED', 'VERIFICATION_FAILED', 'PROVIDER_FAILING')),
    -- The id of the domain or provider it is about.
    subject         text NOT NULL,
    -- Where the workspace is.
    day             date NOT NULL,
    title           text NOT NULL,
    details         jsonb NOT NULL,
    times           integer NOT NULL DEFAULT 1,
    raised_at       timestamptz NOT NULL,
    last_raised_at  timestamptz NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by text,
    mail_state      text NOT NULL CHECK (mail_state IN ('DUE', 'SENT', 'GIVEN_UP')),
    mail_attempts   integer NOT NULL DEFAULT 0,
    next_mail_at    timestamptz NOT NULL,
    mail_error      text,
    UNIQUE (workspace_id, kind, subject, day)
);
CREATE INDEX alert_mail_due ON alert.alert (next_mail_at) WHERE mail_state = 'DUE';

-- The newest message by which each owner is told; the ledger knows how it went.
CREATE TABLE alert.mail (
    alert_id     bigint NOT NULL REFERENCES alert.alert ON DELETE CASCADE,
    workspace_id uuid NOT NULL,
    email        text NOT NULL,
    message_id   bigint NOT NULL,
    PRIMARY KEY (alert_id, email)
);
