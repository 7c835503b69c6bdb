-- The memory of the product: a row per message, and every fact that came back about it.
CREATE SCHEMA ledger;

CREATE TABLE ledger.message (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id        uuid NOT NULL,
    campaign_id         uuid,
    kind                text NOT NULL CHECK (kind IN ('CAMPAIGN', 'TEST', 'ONBOARDING')),
    subscriber_id       bigint,
    record_id           text,
    email               text NOT NULL,
    recipient_name      text,
    context             jsonb,
    status              text NOT NULL CHECK (status IN ('PENDING', 'SENT', 'DELIVERED', 'OPENED', 'CLICKED', 'BOUNCED', 'UNSUBSCRIBED', 'FAILED')),
    -- Why it was skipped or failed (a name), and the words of whoever refused it.
    reason              text,
    reason_detail       text,
    -- Where it is on its way out: WAITING may be claimed, CLAIMED is leased to a lane, HANDED is with the transport,
    -- UNKNOWN was handed over and its answer lost, DONE is out of the sending loop.
    phase               text NOT NULL CHECK (phase IN ('WAITING', 'CLAIMED', 'HANDED', 'UNKNOWN', 'DONE')),
    lease_owner         uuid,
    attempt             integer NOT NULL DEFAULT 0,
    next_attempt_at     timestamptz,
    first_attempt_at    timestamptz,
    provider_id         uuid,
    domain_id           uuid,
    identity_id         uuid,
    route_reason        text,
    provider_message_id text,
    sent_at             timestamptz,
    delivered_at        timestamptz,
    opened_at           timestamptz,
    clicked_at          timestamptz,
    bounced_at          timestamptz,
    unsubscribed_at     timestamptz,
    complained_at       timestamptz,
    open_count          integer NOT NULL DEFAULT 0,
    click_count         integer NOT NULL DEFAULT 0,
    machine_open_count  integer NOT NULL DEFAULT 0,
    machine_click_count integer NOT NULL DEFAULT 0,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX message_once_per_person ON ledger.message (campaign_id, subscriber_id) WHERE kind = 'CAMPAIGN';
CREATE INDEX message_waiting ON ledger.message (campaign_id, next_attempt_at, id) WHERE phase = 'WAITING';
CREATE INDEX message_in_flight ON ledger.message (lease_owner) WHERE phase IN ('CLAIMED', 'HANDED');
CREATE INDEX message_unknown ON ledger.message (campaign_id, id) WHERE phase = 'UNKNOWN';
CREATE INDEX message_of_person ON ledger.message (subscriber_id, sent_at) WHERE sent_at IS NOT NULL;

CREATE TABLE ledger.event (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id   uuid NOT NULL,
    message_id     bigint,
    campaign_id    uuid,
    type           text NOT NULL CHECK (type IN ('SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'OPEN', 'CLICK', 'UNSUBSCRIBE', 'RENDERING_FAILURE', 'DELIVERY_DELAY')),
    -- What makes a repetition of the same fact recognisable, e.g. the vendor's event id.
    event_key      text NOT NULL,
    occurred_at    timestamptz NOT NULL,
    recorded_at    timestamptz NOT NULL,
    hit_class      text CHECK (hit_class IN ('HUMAN', 'PREFETCH', 'PROXY', 'BOT', 'UNKNOWN')),
    hit_rule       text,
    link_id        bigint,
    url            text,
    user_agent     text,
    client_address text,
    bounce_type    text CHECK (bounce_type IN ('HARD', 'SOFT', 'BLOCK')),
    status_code    text,
    diagnostic     text,
    source         text,
    UNIQUE (workspace_id, event_key)
);

CREATE INDEX event_of_message ON ledger.event (message_id);
CREATE INDEX event_of_campaign ON ledger.event (campaign_id, occurred_at);

-- Who works on messages: a process says every few seconds that it lives. One that doesn't is dead, and others take its messages over.
CREATE TABLE ledger.lease (
    owner      uuid PRIMARY KEY,
    valid_until timestamptz NOT NULL
);
