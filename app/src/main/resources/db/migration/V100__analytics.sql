-- Roll-ups of the ledger, so that a summary of months reads thousands of rows and not millions.
CREATE SCHEMA analytics;

-- By quarters of an hour: the days of every time zone are sums of them.
CREATE TABLE analytics.campaign_quarter (
    workspace_id    uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    campaign_id     uuid NOT NULL,
    at              timestamptz NOT NULL,
    attempted       bigint NOT NULL,
    sent            bigint NOT NULL,
    delivered       bigint NOT NULL,
    bounces         bigint NOT NULL,
    opens           bigint NOT NULL,
    unique_opens    bigint NOT NULL,
    machine_opens   bigint NOT NULL,
    clicks          bigint NOT NULL,
    unique_clicks   bigint NOT NULL,
    machine_clicks  bigint NOT NULL,
    unsubscribes    bigint NOT NULL,
    complaints      bigint NOT NULL,
    PRIMARY KEY (campaign_id, at)
);

CREATE INDEX campaign_quarter_of_workspace ON analytics.campaign_quarter (workspace_id, at);

-- How far the roll-up has read; one row.
CREATE TABLE analytics.progress (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    event_id   bigint NOT NULL,
    updated_at timestamptz NOT NULL
);
