-- Vendors that are reached over HTTP: settings in one column, the key where passwords are.
ALTER TABLE mailagent.provider
    ADD COLUMN kind text NOT NULL DEFAULT 'SMTP' CHECK (kind IN ('SMTP', 'SES', 'SENDGRID', 'MAILGUN', 'POSTMARK')),
    -- The record of lettermill.wire.VendorSettings that belongs to the kind; null for SMTP.
    ADD COLUMN settings jsonb,
    ALTER COLUMN host DROP NOT NULL,
    ALTER COLUMN port DROP NOT NULL,
    ALTER COLUMN security DROP NOT NULL,
    ALTER COLUMN trust DROP NOT NULL,
    ALTER COLUMN helo_name DROP NOT NULL,
    ADD CONSTRAINT provider_is_whole CHECK (
        CASE WHEN kind = 'SMTP' THEN num_nulls(host, port, security, trust, helo_name) = 0 AND settings IS NULL
             ELSE num_nonnulls(host, port, security, trust, helo_name) = 0 AND settings IS NOT NULL END);
ALTER TABLE mailagent.provider ALTER COLUMN kind DROP DEFAULT;
