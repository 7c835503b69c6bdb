-- What DNS has of a domain's records, and when to look again.
ALTER TABLE sender.domain
    ADD COLUMN checked_at    timestamptz,
    -- Null until somebody asks for the first time.
    ADD COLUMN next_check_at timestamptz,
    -- Since when some record is missing or wrong; null when none is.
    ADD COLUMN lacking_since timestamptz;
CREATE INDEX domain_next_check ON sender.domain (next_check_at);

-- The records were a list of those to publish; they become one object with what was found beside each.
UPDATE sender.domain SET dns_records = jsonb_build_object(
    'spf', jsonb_build_object('type', 'TXT', 'name', host, 'wanted', 'v=spf1 a mx ~all',
        'verdict', 'UNCHECKED', 'found', '[]'::jsonb, 'advice', ''),
    'dkim', (SELECT jsonb_build_object('type', old -> 'type', 'name', old -> 'name', 'wanted', old -> 'value',
            'verdict', 'UNCHECKED', 'found', '[]'::jsonb, 'advice', '')
        FROM jsonb_array_elements(dns_records) old WHERE old ->> 'purpose' = 'DKIM'),
    'dmarc', jsonb_build_object('type', 'TXT', 'name', '_dmarc.' || host, 'wanted', 'v=DMARC1; p=none',
        'verdict', 'UNCHECKED', 'found', '[]'::jsonb, 'advice', ''),
    'return_path', jsonb_build_object('type', 'MX', 'name', host, 'wanted', '10 <your mail server>',
        'verdict', 'UNCHECKED', 'found', '[]'::jsonb, 'advice', ''));
