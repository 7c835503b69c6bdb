-- Addresses are looked at by the clock: whether DNS still knows their names, and whether the machine that sends has them.
ALTER TABLE sender.dedicated_ip
    ADD COLUMN lacking_since timestamptz,
    -- Null until somebody asks for the first time.
    ADD COLUMN next_check_at timestamptz,
    -- Why the machine cannot send from it, and when that is tried again.
    ADD COLUMN fault         text,
    ADD COLUMN retry_at      timestamptz;
ALTER TABLE sender.dedicated_ip DROP CONSTRAINT dedicated_ip_status_check;
ALTER TABLE sender.dedicated_ip ADD CONSTRAINT dedicated_ip_status_check
    CHECK (status IN ('PENDING', 'VERIFIED', 'FAILED', 'UNBINDABLE'));
UPDATE sender.dedicated_ip SET next_check_at = checked_at + interval '1 day' WHERE checked_at IS NOT NULL;
CREATE INDEX dedicated_ip_check_due ON sender.dedicated_ip (next_check_at);
