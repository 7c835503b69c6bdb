-- Who runs the mailboxes of other people's domains, by their MX records; of all workspaces, for it is the same for each.
CREATE SCHEMA mailbox;

CREATE TABLE mailbox.hosted_domain (
    -- An A-label in lower case.
    domain           text PRIMARY KEY,
    mailbox_provider text NOT NULL,
    checked_at       timestamptz NOT NULL
);
