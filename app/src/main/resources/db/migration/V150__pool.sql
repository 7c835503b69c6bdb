-- What a workspace keeps ready to send through together.
CREATE SCHEMA routing;

CREATE TABLE routing.pool (
    id           uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    name         text NOT NULL,
    strategy     text NOT NULL CHECK (strategy IN ('ROUND_ROBIN', 'WEIGHTED', 'PRIORITY', 'HEALTH')),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    UNIQUE (workspace_id, name)
);

CREATE TABLE routing.pool_member (
    pool_id     uuid NOT NULL REFERENCES routing.pool ON DELETE CASCADE,
    -- Order in which they were given.
    place       integer NOT NULL,
    domain_id   uuid REFERENCES sender.domain ON DELETE CASCADE,
    provider_id uuid REFERENCES provider.provider ON DELETE CASCADE,
    weight      integer NOT NULL CHECK (weight BETWEEN 1 AND 1000),
    priority    integer NOT NULL,
    is_active   boolean NOT NULL,
    PRIMARY KEY (pool_id, place),
    CHECK (num_nonnulls(domain_id, provider_id) = 1),
    UNIQUE NULLS NOT DISTINCT (pool_id, domain_id, provider_id)
);
CREATE INDEX pool_member_domain ON routing.pool_member (domain_id);
CREATE INDEX pool_member_provider ON routing.pool_member (provider_id);
