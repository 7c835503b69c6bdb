-- What a lane has taken, and what of it is with the transport, stands in one row a batch: a message's own row is written
-- once, when it ends, instead of three times.
CREATE TABLE ledger.claim (
    id           uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    -- Null for tests.
    campaign_id  uuid,
    owner        uuid NOT NULL,
    message_ids  bigint[] NOT NULL,
    -- The wave that is with the transport, and the way it takes.
    in_flight    bigint[] NOT NULL DEFAULT '{}',
    handed_at    timestamptz,
    provider_id  uuid,
    domain_id    uuid,
    identity_id  uuid,
    route_reason text
);

CREATE INDEX claim_of_campaign ON ledger.claim (campaign_id);

-- Who was in somebody's hands under the old rule: nobody knows of the handed ones, the others wait.
UPDATE ledger.message
SET phase = CASE WHEN status <> 'PENDING' THEN 'DONE' WHEN phase = 'HANDED' THEN 'UNKNOWN' ELSE 'WAITING' END,
    reason = CASE WHEN status = 'PENDING' AND phase = 'HANDED' THEN 'INTERRUPTED' ELSE reason END,
    next_attempt_at = COALESCE(next_attempt_at, updated_at)
WHERE phase IN ('CLAIMED', 'HANDED');

DROP INDEX ledger.message_in_flight;
ALTER TABLE ledger.message DROP COLUMN lease_owner;
ALTER TABLE ledger.message DROP CONSTRAINT message_phase_check;
ALTER TABLE ledger.message ADD CONSTRAINT message_phase_check CHECK (phase IN ('WAITING', 'UNKNOWN', 'DONE'));
