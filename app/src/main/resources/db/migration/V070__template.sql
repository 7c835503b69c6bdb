-- What is mailed: a template is a name with a row of versions, and every content ever saved stays.
CREATE SCHEMA template;

CREATE TABLE template.template (
    id            uuid PRIMARY KEY,
    workspace_id  uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    name          text NOT NULL,
    slug          text NOT NULL,
    category      text NOT NULL CHECK (category IN ('GENERAL', 'MARKETING', 'ONBOARDING', 'RELEASE', 'TRANSACTIONAL', 'NEWSLETTER')),
    template_type text NOT NULL CHECK (template_type IN ('CODE', 'VISUAL')),
    is_active     boolean NOT NULL,
    -- The number of the version in force: the newest.
    version       integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    -- A deleted template is out of sight, but what was mailed from it can still be shown.
    deleted_at    timestamptz
);

CREATE UNIQUE INDEX template_slug ON template.template (workspace_id, slug) WHERE deleted_at IS NULL;
CREATE INDEX template_listing ON template.template (workspace_id, updated_at DESC, id) WHERE deleted_at IS NULL;

CREATE TABLE template.version (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id      uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    template_id       uuid NOT NULL REFERENCES template.template (id) ON DELETE CASCADE,
    number            integer NOT NULL,
    category          text NOT NULL,
    subject_template  text NOT NULL,
    body_html         text NOT NULL,
    body_text         text,
    preview_text      text,
    variables         jsonb NOT NULL,
    visual_definition jsonb,
    created_at        timestamptz NOT NULL,
    created_by        text NOT NULL,
    UNIQUE (template_id, number)
);
