-- Files of people on their way into the audience.
CREATE TABLE audience.import (
    id              uuid PRIMARY KEY,
    workspace_id    uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    file_name       text NOT NULL,
    state           text NOT NULL CHECK (state IN ('UPLOADED', 'QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    mode            text NOT NULL CHECK (mode IN ('DRY_RUN', 'IMPORT')),
    -- What was found out about the file, and what the user made of it: ImportPlan as JSON.
    plan            jsonb NOT NULL,
    size_bytes      bigint NOT NULL,
    bytes_read      bigint NOT NULL DEFAULT 0,
    -- Records taken so far; a continued import skips as many.
    records_read    bigint NOT NULL DEFAULT 0,
    rows_created    bigint NOT NULL DEFAULT 0,
    rows_updated    bigint NOT NULL DEFAULT 0,
    rows_unchanged  bigint NOT NULL DEFAULT 0,
    rows_repeated   bigint NOT NULL DEFAULT 0,
    rows_left_alone bigint NOT NULL DEFAULT 0,
    rows_refused    bigint NOT NULL DEFAULT 0,
    failure         text,
    started_at      timestamptz,
    finished_at     timestamptz,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX import_page ON audience.import (workspace_id, created_at, id);

CREATE TABLE audience.import_error (
    import_id uuid NOT NULL REFERENCES audience.import (id) ON DELETE CASCADE,
    line      bigint NOT NULL,
    reason    text NOT NULL,
    -- The record's fields as a JSON array of texts.
    record    text NOT NULL
);
CREATE INDEX import_error_line ON audience.import_error (import_id, line);
