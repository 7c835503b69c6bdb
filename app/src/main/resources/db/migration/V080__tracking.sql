-- Links of templates, as they stood when a version was first sent.
CREATE SCHEMA tracking;

CREATE TABLE tracking.link (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id        uuid NOT NULL REFERENCES workspace.workspace (id) ON DELETE CASCADE,
    template_version_id bigint NOT NULL,
    -- Counts the links of the source from 0, those that are not tracked too.
    position            integer NOT NULL,
    url                 text NOT NULL,
    created_at          timestamptz NOT NULL
);

-- A version's text never changes, so doing it again finds the same rows; by hash, since an address may be too long for an index.
CREATE UNIQUE INDEX link_once ON tracking.link (workspace_id, template_version_id, position, md5(url));
