-- Tenants, the people who work in them, and what they did.
CREATE SCHEMA workspace;

CREATE TABLE workspace.workspace (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug            text NOT NULL UNIQUE,
    name            text NOT NULL,
    timezone        text NOT NULL,
    -- Law wants it in every marketing mail; without it none is sent.
    postal_address  text,
    tracking_domain text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);

CREATE TABLE workspace.account (
    id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email         text NOT NULL,
    email_key     text NOT NULL UNIQUE,
    name          text NOT NULL,
    password_hash text NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

CREATE TABLE workspace.member (
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    account_id   uuid NOT NULL REFERENCES workspace.account ON DELETE CASCADE,
    role         text NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'EDITOR', 'VIEWER')),
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, account_id)
);
CREATE INDEX member_of_account ON workspace.member (account_id);

-- Secrets are kept as SHA-256 of 256 random bits: nothing to guess, so no slow hash is needed.
CREATE TABLE workspace.session (
    secret_hash bytea PRIMARY KEY,
    account_id  uuid NOT NULL REFERENCES workspace.account ON DELETE CASCADE,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX session_of_account ON workspace.session (account_id);

CREATE TABLE workspace.one_time_link (
    secret_hash  bytea PRIMARY KEY,
    purpose      text NOT NULL CHECK (purpose IN ('SET_UP', 'SIGN_IN', 'INVITATION')),
    account_id   uuid REFERENCES workspace.account ON DELETE CASCADE,
    workspace_id uuid REFERENCES workspace.workspace ON DELETE CASCADE,
    email        text,
    role         text CHECK (role IN ('OWNER', 'ADMIN', 'EDITOR', 'VIEWER')),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz
);

CREATE TABLE workspace.api_key (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    name         text NOT NULL,
    -- The first characters, so that a person can tell keys apart.
    hint         text NOT NULL,
    secret_hash  bytea NOT NULL UNIQUE,
    scopes       text[] NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    created_at   timestamptz NOT NULL
);
CREATE INDEX api_key_of_workspace ON workspace.api_key (workspace_id);

CREATE TABLE workspace.sign_in_attempt (
    email_key      text NOT NULL,
    client_address text NOT NULL,
    attempted_at   timestamptz NOT NULL
);
CREATE INDEX sign_in_attempt_by_email ON workspace.sign_in_attempt (email_key, attempted_at);
CREATE INDEX sign_in_attempt_by_client ON workspace.sign_in_attempt (client_address, attempted_at);

CREATE TABLE workspace.audit_entry (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    actor        text NOT NULL,
    action       text NOT NULL,
    target       text NOT NULL,
    detail       text NOT NULL,
    occurred_at  timestamptz NOT NULL
);
CREATE INDEX audit_entry_of_workspace ON workspace.audit_entry (workspace_id, id DESC);
