CREATE SCHEMA campaign;

CREATE TABLE campaign.campaign (
    id                   uuid PRIMARY KEY,
    workspace_id         uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    name                 text NOT NULL,
    description          text,
    campaign_type        text NOT NULL CHECK (campaign_type IN ('ONE_TIME', 'RECURRING', 'TRIGGERED')),
    status               text NOT NULL CHECK (status IN ('DRAFT', 'SCHEDULED', 'SENDING', 'SENT', 'PAUSED', 'CANCELLED')),
    -- What a person should know about the status, e.g. why it was paused by itself, and when it goes on by itself.
    status_note          text,
    continues_at         timestamptz,
    scheduled_at         timestamptz,
    max_lateness_seconds integer NOT NULL,
    template_id          uuid,
    -- What is mailed, whatever is saved in the template later; set when sending starts.
    template_version_id  bigint,
    list_id              uuid,
    audience_filters     jsonb,
    category_id          uuid,
    send_window          jsonb,
    from_name            text,
    from_email           text,
    reply_to             text,
    template_context     jsonb,
    sending_pool_id      uuid,
    sending_identity_id  uuid,
    routing_config       jsonb,
    -- Set when the messages of the audience were made.
    materialised_at      timestamptz,
    total_recipients     integer NOT NULL DEFAULT 0,
    skipped_count        integer NOT NULL DEFAULT 0,
    failed_count         integer NOT NULL DEFAULT 0,
    sent_count           integer NOT NULL DEFAULT 0,
    delivered_count      integer NOT NULL DEFAULT 0,
    open_count           integer NOT NULL DEFAULT 0,
    unique_open_count    integer NOT NULL DEFAULT 0,
    click_count          integer NOT NULL DEFAULT 0,
    unique_click_count   integer NOT NULL DEFAULT 0,
    machine_open_count   integer NOT NULL DEFAULT 0,
    machine_click_count  integer NOT NULL DEFAULT 0,
    bounce_count         integer NOT NULL DEFAULT 0,
    unsubscribe_count    integer NOT NULL DEFAULT 0,
    complaint_count      integer NOT NULL DEFAULT 0,
    started_at           timestamptz,
    completed_at         timestamptz,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE INDEX campaign_of_workspace ON campaign.campaign (workspace_id, created_at DESC, id);
CREATE INDEX campaign_at_work ON campaign.campaign (status) WHERE status IN ('SCHEDULED', 'SENDING', 'CANCELLED');
