-- What became of each sending domain's mail, a row a date where the workspace is; all of it can be counted anew from the ledger.
CREATE SCHEMA reputation;

CREATE TABLE reputation.domain_health (
    domain_id    uuid NOT NULL REFERENCES sender.domain ON DELETE CASCADE,
    workspace_id uuid NOT NULL,
    day          date NOT NULL,
    attempted    bigint NOT NULL,
    delivered    bigint NOT NULL,
    settled      bigint NOT NULL,
    bounced      bigint NOT NULL,
    hard_bounced bigint NOT NULL,
    blocked      bigint NOT NULL,
    complaints   bigint NOT NULL,
    opened       bigint NOT NULL,
    clicked      bigint NOT NULL,
    -- Of this date alone.
    score        integer NOT NULL CHECK (score BETWEEN 0 AND 100),
    status       text NOT NULL CHECK (status IN ('EXCELLENT', 'GOOD', 'FAIR', 'POOR', 'CRITICAL')),
    counted_at   timestamptz NOT NULL,
    PRIMARY KEY (domain_id, day)
);
CREATE INDEX domain_health_of_day ON reputation.domain_health (day);

-- The same by where the mail went.
CREATE TABLE reputation.isp_metrics (
    domain_id        uuid NOT NULL REFERENCES sender.domain ON DELETE CASCADE,
    workspace_id     uuid NOT NULL,
    day              date NOT NULL,
    mailbox_provider text NOT NULL,
    attempted        bigint NOT NULL,
    delivered        bigint NOT NULL,
    settled          bigint NOT NULL,
    bounced          bigint NOT NULL,
    hard_bounced     bigint NOT NULL,
    blocked          bigint NOT NULL,
    complaints       bigint NOT NULL,
    opened           bigint NOT NULL,
    clicked          bigint NOT NULL,
    PRIMARY KEY (domain_id, day, mailbox_provider)
);

-- The last fact whose date has been counted.
CREATE TABLE reputation.progress (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    event_id   bigint NOT NULL,
    updated_at timestamptz NOT NULL
);
