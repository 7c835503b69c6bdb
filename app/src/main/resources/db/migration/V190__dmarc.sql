-- What receivers report about mail in a sending domain's name (RFC 9990).
CREATE SCHEMA dmarc;

CREATE TABLE dmarc.report (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id     uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    domain_id        uuid NOT NULL REFERENCES sender.domain ON DELETE CASCADE,
    organization     text NOT NULL,
    -- The receiver's own; unique among its reports.
    report_id        text NOT NULL,
    begins_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    published_domain text NOT NULL,
    policy           text NOT NULL,
    received_at      timestamptz NOT NULL,
    UNIQUE (domain_id, organization, report_id, published_domain)
);
CREATE INDEX report_by_time ON dmarc.report (domain_id, ends_at);
CREATE INDEX report_of_workspace ON dmarc.report (workspace_id);

CREATE TABLE dmarc.source (
    workspace_id  uuid NOT NULL,
    report        bigint NOT NULL REFERENCES dmarc.report ON DELETE CASCADE,
    address       inet NOT NULL,
    messages      bigint NOT NULL,
    disposition   text NOT NULL CHECK (disposition IN ('NONE', 'PASS', 'QUARANTINE', 'REJECT')),
    dkim_aligned  boolean NOT NULL,
    spf_aligned   boolean NOT NULL,
    header_from   text NOT NULL,
    envelope_from text,
    dkim_domains  text NOT NULL,
    overrides     text NOT NULL
);
CREATE INDEX source_of_report ON dmarc.source (report);
