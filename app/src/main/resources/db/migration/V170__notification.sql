-- Outgoing webhooks: who wants to hear of what, and what is on its way to them.
CREATE SCHEMA notification;

CREATE TABLE notification.endpoint (
    id              uuid PRIMARY KEY,
    workspace_id    uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    url             text NOT NULL,
    description     text NOT NULL,
    -- Names of event types, or * for all.
    event_types     text[] NOT NULL,
    active          boolean NOT NULL,
    -- Why we ended it; null where a person did.
    disabled_reason text,
    -- Since when nothing got through; null after a success.
    failing_since   timestamptz,
    -- Until when it asked to be left alone.
    rest_until      timestamptz,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX endpoint_of_workspace ON notification.endpoint (workspace_id);

-- What signs, locked with the webhooks' key to its row. While a secret is being replaced there are several.
CREATE TABLE notification.signing_secret (
    id           uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    endpoint_id  uuid NOT NULL REFERENCES notification.endpoint ON DELETE CASCADE,
    locked       text NOT NULL,
    created_at   timestamptz NOT NULL,
    -- Until when it still signs; null for the one in force.
    expires_at   timestamptz
);
CREATE INDEX signing_secret_of_endpoint ON notification.signing_secret (endpoint_id);

-- One event for one endpoint, written in the transaction that made the fact true.
CREATE TABLE notification.delivery (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id    uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    endpoint_id     uuid NOT NULL REFERENCES notification.endpoint ON DELETE CASCADE,
    -- The receiver knows repetitions by it; the same for all endpoints that get the event.
    event_id        uuid NOT NULL,
    event_type      text NOT NULL,
    -- As it is signed and sent, each time the same octets.
    body            text NOT NULL,
    state           text NOT NULL CHECK (state IN ('WAITING', 'DELIVERED', 'FAILED')),
    attempts        integer NOT NULL DEFAULT 0,
    -- While an attempt is made: when another may be, should nobody say how this one ended.
    next_attempt_at timestamptz,
    give_up_at      timestamptz NOT NULL,
    last_attempt_at timestamptz,
    last_status     integer,
    last_answer     text,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz
);
CREATE INDEX delivery_due ON notification.delivery (endpoint_id, next_attempt_at, id) WHERE state = 'WAITING';
CREATE INDEX delivery_of_endpoint ON notification.delivery (endpoint_id, id);
-- Rows lie in the order of their making.
CREATE INDEX delivery_by_age ON notification.delivery USING brin (created_at);
