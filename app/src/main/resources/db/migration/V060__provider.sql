-- Who carries mail for us. Credentials are not here: MailAgent keeps them.
CREATE SCHEMA provider;

CREATE TABLE provider.provider (
    id                   uuid PRIMARY KEY,
    -- Null: the installation's own, for workspaces that have none.
    workspace_id         uuid REFERENCES workspace.workspace ON DELETE CASCADE,
    name                 text NOT NULL,
    provider_type        text NOT NULL CHECK (provider_type IN ('SES', 'SENDGRID', 'MAILGUN', 'POSTMARK', 'SMTP')),
    settings             jsonb NOT NULL,
    max_sends_per_second integer CHECK (max_sends_per_second > 0),
    max_sends_per_minute integer CHECK (max_sends_per_minute > 0),
    max_sends_per_day    integer CHECK (max_sends_per_day > 0),
    -- Sends of the day daily_sends_date, a date of the workspace's time zone: a new date starts at 0.
    current_daily_sends  integer NOT NULL DEFAULT 0,
    daily_sends_date     date,
    -- When the next wave may leave under the cap per second or minute.
    next_slot_at         timestamptz,
    priority             integer NOT NULL,
    is_default           boolean NOT NULL,
    last_check_at        timestamptz,
    last_check_status    text,
    last_error           text,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (workspace_id, name)
);
CREATE UNIQUE INDEX provider_one_default ON provider.provider (workspace_id) WHERE is_default;
