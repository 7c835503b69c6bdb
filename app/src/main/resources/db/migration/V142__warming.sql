CREATE SCHEMA warming;

CREATE TABLE warming.schedule (
    id                 uuid PRIMARY KEY,
    -- Null: built in, for everybody.
    workspace_id       uuid REFERENCES workspace.workspace ON DELETE CASCADE,
    name               text NOT NULL,
    -- The warming takes so many days; a schedule may name caps of days after it.
    days               integer NOT NULL CHECK (days BETWEEN 1 AND 365),
    -- The cap of each day, the first one first; days left out by whoever made it are filled in.
    volumes            integer[] NOT NULL CHECK (cardinality(volumes) >= days),
    max_bounce_rate    double precision NOT NULL,
    max_complaint_rate double precision NOT NULL,
    min_delivery_rate  double precision NOT NULL,
    -- Rates are judged from so many mails on, complaints from so many complaints on.
    min_messages       integer NOT NULL,
    min_complaints     integer NOT NULL,
    created_at         timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (workspace_id, name)
);

INSERT INTO warming.schedule (id, workspace_id, name, days, volumes, max_bounce_rate, max_complaint_rate, min_delivery_rate,
    min_messages, min_complaints, created_at)
SELECT built_in.id::uuid, NULL, built_in.name, built_in.days, built_in.volumes::integer[], 0.05, 0.001, 0.90, 20, 2, '2026-01-01Z'
FROM (VALUES
    ('00000000-0000-4000-8000-000000000001', 'CONSERVATIVE', 21,
     '{50,100,200,350,500,750,1000,1500,2500,4000,6000,8500,12000,15000,20000,30000,45000,60000,75000,90000,100000}'),
    ('00000000-0000-4000-8000-000000000002', 'MODERATE', 14,
     '{100,250,500,1000,2000,4000,7500,12000,20000,35000,55000,75000,90000,100000}'),
    ('00000000-0000-4000-8000-000000000003', 'AGGRESSIVE', 7,
     '{200,500,1000,2500,5000,10000,15000,20000,27500,37500,50000,65000,80000,100000}'))
    AS built_in (id, name, days, volumes);

CREATE TABLE warming.plan (
    id           uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    domain_id    uuid NOT NULL REFERENCES sender.domain ON DELETE CASCADE,
    schedule_id  uuid NOT NULL REFERENCES warming.schedule,
    status       text NOT NULL CHECK (status IN ('IN_PROGRESS', 'PAUSED', 'COMPLETED')),
    -- Day of the schedule, and the date it stands for where the workspace is. Past the schedule's last day there is no cap.
    day          integer NOT NULL,
    day_date     date NOT NULL,
    started_at   timestamptz NOT NULL,
    completed_at timestamptz,
    -- Since when it sets no cap any more, being past its schedule or followed by another plan.
    closed_at    timestamptz
);
CREATE UNIQUE INDEX plan_one_open ON warming.plan (domain_id) WHERE closed_at IS NULL;
CREATE INDEX plan_of_domain ON warming.plan (domain_id, started_at);

-- A row for each date on which the house was at work; a day of the schedule lasts until mail left on it.
CREATE TABLE warming.day (
    plan_id      uuid NOT NULL REFERENCES warming.plan ON DELETE CASCADE,
    workspace_id uuid NOT NULL,
    day          integer NOT NULL,
    day_date     date NOT NULL,
    target       integer NOT NULL,
    attempted    bigint NOT NULL DEFAULT 0,
    delivered    bigint NOT NULL DEFAULT 0,
    settled      bigint NOT NULL DEFAULT 0,
    bounced      bigint NOT NULL DEFAULT 0,
    complaints   bigint NOT NULL DEFAULT 0,
    counted_at   timestamptz,
    PRIMARY KEY (plan_id, day_date)
);
