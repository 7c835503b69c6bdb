CREATE SCHEMA delivery;

-- A destination that asked a provider for less mail: nothing goes there before until_at.
CREATE TABLE delivery.throttle (
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    provider_id  uuid NOT NULL,
    destination  text NOT NULL,
    -- How often in a row it asked; each time doubles the pause.
    step         integer NOT NULL,
    until_at     timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, provider_id, destination)
);
