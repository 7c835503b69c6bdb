-- A warming may say which part of a day's volume single mailbox providers get: {"GMAIL": 0.4}.
ALTER TABLE warming.plan ADD COLUMN mailbox_shares jsonb NOT NULL DEFAULT '{}';

-- The caps of a day that follow, each with its counter; only while such a warming goes on.
CREATE TABLE sender.mailbox_share (
    id               uuid PRIMARY KEY,
    workspace_id     uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    domain_id        uuid REFERENCES sender.domain ON DELETE CASCADE,
    ip_id            uuid REFERENCES sender.dedicated_ip ON DELETE CASCADE,
    origin_id        uuid NOT NULL GENERATED ALWAYS AS (coalesce(domain_id, ip_id)) STORED,
    -- Its name, or REST for all that have no row of their own.
    mailbox_provider text NOT NULL,
    -- Nothing at all where a part of a small volume comes to less than one mail.
    daily_limit      integer NOT NULL CHECK (daily_limit >= 0),
    -- Sends of the day daily_date, a date of the workspace's time zone: a new date starts at 0.
    daily_sent       integer NOT NULL DEFAULT 0,
    daily_date       date,
    CHECK (num_nonnulls(domain_id, ip_id) = 1),
    UNIQUE (origin_id, mailbox_provider)
);
CREATE INDEX mailbox_share_of_workspace ON sender.mailbox_share (workspace_id);
