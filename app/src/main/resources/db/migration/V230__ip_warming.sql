-- An address of one's own is warmed up as a domain is: by a plan of its own, which writes a cap and perhaps a pause.
ALTER TABLE sender.dedicated_ip RENAME COLUMN daily_limit TO configured_limit;
ALTER TABLE sender.dedicated_ip
    ADD COLUMN warming_limit       integer CHECK (warming_limit > 0),
    -- What holds: the lower of the two, whichever is set.
    ADD COLUMN daily_limit         integer GENERATED ALWAYS AS (least(configured_limit, warming_limit)) VIRTUAL,
    ADD COLUMN warming_status      text NOT NULL DEFAULT 'NOT_STARTED'
        CHECK (warming_status IN ('NOT_STARTED', 'IN_PROGRESS', 'PAUSED', 'COMPLETED')),
    ADD COLUMN warming_schedule_id uuid,
    ADD COLUMN warming_started_at  timestamptz,
    ADD COLUMN warming_day         integer,
    ADD COLUMN paused_by           text,
    ADD COLUMN pause_reason        text,
    -- Mail that left before is not held against it any more.
    ADD COLUMN resumed_at          timestamptz;
UPDATE sender.dedicated_ip SET paused_by = 'somebody', pause_reason = 'paused by hand' WHERE paused_at IS NOT NULL;

ALTER TABLE warming.plan
    ALTER COLUMN domain_id DROP NOT NULL,
    ADD COLUMN ip_id     uuid REFERENCES sender.dedicated_ip ON DELETE CASCADE,
    ADD COLUMN origin_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(domain_id, ip_id)) STORED,
    ADD CHECK (num_nonnulls(domain_id, ip_id) = 1);
DROP INDEX warming.plan_one_open;
DROP INDEX warming.plan_of_domain;
CREATE UNIQUE INDEX plan_one_open ON warming.plan (origin_id) WHERE closed_at IS NULL;
CREATE INDEX plan_of_origin ON warming.plan (origin_id, started_at);

-- Which address a message left from, so that the mail of an address can be counted; null for any other.
ALTER TABLE ledger.message ADD COLUMN ip_id uuid;
ALTER TABLE ledger.claim ADD COLUMN ip_id uuid;
