-- Addresses of this installation's machines that one workspace's mail leaves from.
CREATE TABLE sender.dedicated_ip (
    id               uuid PRIMARY KEY,
    workspace_id     uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    -- In digits, in one form. Dedicated: nobody else's mail may spoil what mailbox providers think of it.
    ip_address       text NOT NULL UNIQUE,
    -- What it greets by, and what its PTR record has to say.
    hostname         text NOT NULL,
    status           text NOT NULL CHECK (status IN ('PENDING', 'VERIFIED', 'FAILED')),
    -- The PTR record as it should be and as it was found.
    pointer          jsonb NOT NULL,
    checked_at       timestamptz,
    -- Since when no mail leaves from it, at a person's wish.
    paused_at        timestamptz,
    daily_limit      integer CHECK (daily_limit > 0),
    -- Sends of the day daily_date, a date of the workspace's time zone: a new date starts at 0.
    daily_sent       integer NOT NULL DEFAULT 0,
    daily_date       date,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);
CREATE INDEX dedicated_ip_of_workspace ON sender.dedicated_ip (workspace_id);

ALTER TABLE routing.pool_member ADD COLUMN ip_id uuid REFERENCES sender.dedicated_ip ON DELETE CASCADE;
CREATE INDEX pool_member_ip ON routing.pool_member (ip_id);
ALTER TABLE routing.pool_member DROP CONSTRAINT pool_member_check;
ALTER TABLE routing.pool_member ADD CHECK (num_nonnulls(domain_id, provider_id, ip_id) = 1);
ALTER TABLE routing.pool_member DROP CONSTRAINT pool_member_pool_id_domain_id_provider_id_key;
ALTER TABLE routing.pool_member ADD UNIQUE NULLS NOT DISTINCT (pool_id, domain_id, provider_id, ip_id);
