-- In whose name mail leaves.
CREATE SCHEMA sender;

CREATE TABLE sender.domain (
    id                uuid PRIMARY KEY,
    workspace_id      uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    domain            text NOT NULL,
    subdomain         text,
    -- The two joined: the domain in From, of the DKIM key and of the Return-Path.
    host              text NOT NULL,
    status            text NOT NULL CHECK (status IN ('PENDING', 'VERIFYING', 'VERIFIED', 'FAILED', 'PAUSED', 'WARMING', 'ACTIVE')),
    dns_records       jsonb NOT NULL,
    -- An owner lets it send before its DNS records are verified; who, when and why stays visible.
    override_by       text,
    override_reason   text,
    override_at       timestamptz,
    -- Cap of mails a day, and the sends of the day daily_date, a date of the workspace's time zone.
    daily_limit       integer CHECK (daily_limit > 0),
    daily_sent        integer NOT NULL DEFAULT 0,
    daily_date        date,
    default_from_name text,
    default_reply_to  text,
    health_score      integer NOT NULL DEFAULT 100 CHECK (health_score BETWEEN 0 AND 100),
    health_status     text NOT NULL DEFAULT 'EXCELLENT' CHECK (health_status IN ('EXCELLENT', 'GOOD', 'FAIR', 'POOR', 'CRITICAL')),
    is_default        boolean NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    UNIQUE (workspace_id, host)
);
CREATE UNIQUE INDEX domain_one_default ON sender.domain (workspace_id) WHERE is_default;

CREATE TABLE sender.identity (
    id           uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    domain_id    uuid NOT NULL REFERENCES sender.domain ON DELETE CASCADE,
    email        text NOT NULL,
    email_key    text NOT NULL,
    display_name text,
    reply_to     text,
    is_default   boolean NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    UNIQUE (workspace_id, email_key)
);
CREATE UNIQUE INDEX identity_one_default ON sender.identity (domain_id) WHERE is_default;
