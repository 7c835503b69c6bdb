-- A domain may have several DKIM keys: one that signs, its successor, those that mail on its way still needs, and Ed25519 beside RSA.
ALTER TABLE mailagent.dkim_key
    ADD COLUMN algorithm  text NOT NULL DEFAULT 'RSA' CHECK (algorithm IN ('RSA', 'ED25519')),
    ADD COLUMN stage      text NOT NULL DEFAULT 'SIGNING' CHECK (stage IN ('WAITING', 'SIGNING', 'RETIRED', 'ERASED')),
    -- Until when mail on its way may need the record of a key that signs no more.
    ADD COLUMN keep_until timestamptz,
    ALTER COLUMN private_key DROP NOT NULL,
    ADD CONSTRAINT dkim_key_erased CHECK ((stage = 'ERASED') = (private_key IS NULL)),
    ADD CONSTRAINT dkim_key_kept CHECK ((stage IN ('RETIRED', 'ERASED')) = (keep_until IS NOT NULL)),
    DROP CONSTRAINT dkim_key_pkey,
    ADD PRIMARY KEY (workspace_id, domain, selector);
ALTER TABLE mailagent.dkim_key ALTER COLUMN algorithm DROP DEFAULT, ALTER COLUMN stage DROP DEFAULT;
CREATE UNIQUE INDEX dkim_key_one_a_stage ON mailagent.dkim_key (workspace_id, domain, algorithm, stage)
    WHERE stage IN ('WAITING', 'SIGNING');
