-- What providers answered lately: after faults in a row nothing is sent through one for a while, by any process.
ALTER TABLE provider.provider
    ADD COLUMN breaker_state     text NOT NULL DEFAULT 'CLOSED' CHECK (breaker_state IN ('CLOSED', 'OPEN', 'HALF_OPEN')),
    -- Waves in a row that it failed.
    ADD COLUMN breaker_faults    integer NOT NULL DEFAULT 0,
    ADD COLUMN breaker_fault_at  timestamptz,
    ADD COLUMN breaker_opened_at timestamptz,
    -- When one wave may try it again; null while it is closed.
    ADD COLUMN breaker_retry_at  timestamptz;
