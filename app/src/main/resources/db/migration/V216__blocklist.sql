-- What blocklists said, a row a lookup; what a list said last is what is known.
CREATE TABLE reputation.blocklist_lookup (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    -- The domain or mail server by which the subject came to be asked about.
    origin       text NOT NULL,
    -- A domain, or an address.
    subject      text NOT NULL,
    list         text NOT NULL,
    verdict      text NOT NULL CHECK (verdict IN ('LISTED', 'CLEAN', 'UNKNOWN')),
    -- Addresses with spaces between.
    codes        text NOT NULL,
    detail       text NOT NULL,
    took_ms      bigint NOT NULL,
    looked_up_at timestamptz NOT NULL
);
CREATE INDEX blocklist_lookup_of_subject ON reputation.blocklist_lookup (workspace_id, subject, list, looked_up_at);
CREATE INDEX blocklist_lookup_of_origin ON reputation.blocklist_lookup (workspace_id, origin, looked_up_at);

ALTER TABLE alert.alert DROP CONSTRAINT alert_kind_check;
ALTER TABLE alert.alert ADD CONSTRAINT alert_kind_check CHECK (kind IN ('WARMING_PAUSED', 'HEALTH_PAUSED', 'HEALTH_DROPPED',
    'VERIFICATION_FAILED', 'PROVIDER_FAILING', 'ENDPOINT_DISABLED', 'BLOCKLISTED'));
