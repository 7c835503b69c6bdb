-- Keys behind the links in mails. Keys are only ever added: a link sent years ago still verifies.
CREATE SCHEMA token;

CREATE TABLE token.signing_key (
    id         smallint PRIMARY KEY,
    secret     bytea NOT NULL CHECK (length(secret) = 32),
    created_at timestamptz NOT NULL
);
