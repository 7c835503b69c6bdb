-- How a domain stands with the world: what a person and what its warming allow it, and who paused it.
ALTER TABLE sender.domain RENAME COLUMN daily_limit TO configured_limit;
ALTER TABLE sender.domain
    ADD COLUMN warming_limit       integer CHECK (warming_limit > 0),
    -- What holds: the lower of the two, whichever is set.
    ADD COLUMN daily_limit         integer GENERATED ALWAYS AS (least(configured_limit, warming_limit)) VIRTUAL,
    ADD COLUMN warming_status      text NOT NULL DEFAULT 'NOT_STARTED'
        CHECK (warming_status IN ('NOT_STARTED', 'IN_PROGRESS', 'PAUSED', 'COMPLETED')),
    ADD COLUMN warming_schedule_id uuid,
    ADD COLUMN warming_started_at  timestamptz,
    ADD COLUMN warming_day         integer,
    ADD COLUMN paused_at           timestamptz,
    ADD COLUMN paused_by           text,
    ADD COLUMN pause_reason        text,
    -- What it was before the pause, and is again when a person resumes it.
    ADD COLUMN paused_from         text,
    -- Mail that left before is not held against it any more.
    ADD COLUMN resumed_at          timestamptz;
