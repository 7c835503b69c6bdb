-- The people a workspace writes to, what they agreed to, and whom it must never mail.
CREATE SCHEMA audience;

CREATE TABLE audience.list (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    workspace_id uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    name         text NOT NULL,
    description  text NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX list_name ON audience.list (workspace_id, lower(name));

CREATE TABLE audience.subscriber (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    email        text NOT NULL,
    -- The normal form of the address (EmailAddress.key): one person a workspace.
    email_key    text NOT NULL,
    name         text NOT NULL DEFAULT '',
    status       text NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED')),
    attributes   jsonb NOT NULL DEFAULT '{}',
    tags         text[] NOT NULL DEFAULT '{}',
    -- The import that brought them; null when they came over the API.
    import_id    uuid,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX subscriber_address ON audience.subscriber (workspace_id, email_key);
CREATE INDEX subscriber_page ON audience.subscriber (workspace_id, id);

-- Without foreign keys: checking two of them a row made imports half as fast (ADR 5). Lists and subscribers are
-- deleted together with their memberships, and whoever reads joins the other side.
CREATE TABLE audience.membership (
    list_id       uuid NOT NULL,
    subscriber_id bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (list_id, subscriber_id)
);
CREATE INDEX membership_of_subscriber ON audience.membership (subscriber_id);

CREATE TABLE audience.category (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    workspace_id uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    slug         text NOT NULL,
    name         text NOT NULL,
    description  text NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    UNIQUE (workspace_id, slug)
);

-- Which category a campaign gets when it names none: by what its template is about.
CREATE TABLE audience.category_default (
    workspace_id      uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    template_category text NOT NULL,
    category_id       uuid NOT NULL REFERENCES audience.category (id) ON DELETE CASCADE,
    PRIMARY KEY (workspace_id, template_category)
);

-- A person's say on a category; no row means subscribed, at once.
CREATE TABLE audience.preference (
    subscriber_id bigint NOT NULL REFERENCES audience.subscriber (id) ON DELETE CASCADE,
    category_id   uuid NOT NULL REFERENCES audience.category (id) ON DELETE CASCADE,
    subscribed    boolean NOT NULL,
    frequency     text NOT NULL CHECK (frequency IN ('IMMEDIATE', 'DAILY', 'WEEKLY', 'MONTHLY')),
    updated_at    timestamptz NOT NULL,
    PRIMARY KEY (subscriber_id, category_id)
);
CREATE INDEX preference_opt_out ON audience.preference (category_id) WHERE NOT subscribed;

CREATE TABLE audience.suppression (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    -- ADDRESS holds a normal form, DOMAIN lower-case A-labels, ERASED the SHA-256 (hex) of an erased person's normal form.
    kind         text NOT NULL CHECK (kind IN ('ADDRESS', 'DOMAIN', 'ERASED')),
    value        text NOT NULL,
    reason       text NOT NULL CHECK (reason IN ('MANUAL', 'BOUNCE', 'COMPLAINT', 'UNSUBSCRIBE')),
    source       text NOT NULL,
    note         text NOT NULL DEFAULT '',
    message_id   bigint,
    created_at   timestamptz NOT NULL,
    UNIQUE (workspace_id, kind, value)
);
CREATE INDEX suppression_page ON audience.suppression (workspace_id, id);

-- What happened to a person's consent, in order; rows are only ever added.
CREATE TABLE audience.consent (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id  uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    subscriber_id bigint NOT NULL REFERENCES audience.subscriber (id) ON DELETE CASCADE,
    change        text NOT NULL CHECK (change IN ('SUBSCRIBED', 'CONFIRMED', 'UNSUBSCRIBED', 'RESUBSCRIBED', 'BOUNCED', 'COMPLAINED',
                                                  'CATEGORY_SUBSCRIBED', 'CATEGORY_UNSUBSCRIBED')),
    category_id   uuid,
    frequency     text,
    source        text NOT NULL CHECK (source IN ('LINK', 'PREFERENCE_CENTER', 'API', 'COMPLAINT', 'BOUNCE')),
    message_id    bigint,
    detail        text NOT NULL DEFAULT '',
    occurred_at   timestamptz NOT NULL
);
CREATE INDEX consent_of_subscriber ON audience.consent (subscriber_id, id);

CREATE FUNCTION audience.consent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audience.consent is append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE ON audience.consent FOR EACH ROW EXECUTE FUNCTION audience.consent_is_append_only();

CREATE TABLE audience.segment (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    workspace_id uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    name         text NOT NULL,
    description  text NOT NULL DEFAULT '',
    filters      jsonb NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX segment_name ON audience.segment (workspace_id, lower(name));
