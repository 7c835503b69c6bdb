-- What MailAgent keeps to itself: how to reach providers, and the private keys of sending domains.
-- Run with schema mailagent as Flyway's default schema, so that its history lives beside its tables.
CREATE SCHEMA IF NOT EXISTS mailagent;

CREATE TABLE mailagent.provider (
    provider_id     uuid PRIMARY KEY,
    -- Null: a provider of the installation, which serves every workspace.
    workspace_id    uuid,
    host            text NOT NULL,
    port            integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security        text NOT NULL CHECK (security IN ('IMPLICIT_TLS', 'STARTTLS_REQUIRED', 'STARTTLS_OPPORTUNISTIC', 'NONE')),
    trust           text NOT NULL CHECK (trust IN ('SYSTEM', 'ANY_ON_LOOPBACK')),
    helo_name       text NOT NULL,
    max_connections integer NOT NULL CHECK (max_connections BETWEEN 1 AND 100),
    username        text NOT NULL,
    -- Ciphertext of secret.Secrets, bound to provider_id; empty for no sign-in.
    password        text NOT NULL,
    -- Counts changes, so that each process notices that its open connections are of yesterday.
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);

CREATE TABLE mailagent.dkim_key (
    workspace_id uuid NOT NULL,
    domain       text NOT NULL,
    selector     text NOT NULL,
    -- Ciphertext of secret.Secrets over PKCS #8, bound to workspace and domain.
    private_key  text NOT NULL,
    -- Base64 of SubjectPublicKeyInfo, as the DNS record shows it.
    public_key   text NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, domain)
);
