-- When a person last had mail of a category, kept only for those who do not want all of it, and the message that was it.
ALTER TABLE audience.preference
    ADD COLUMN last_mailed_at  timestamptz,
    ADD COLUMN last_message_id bigint;
