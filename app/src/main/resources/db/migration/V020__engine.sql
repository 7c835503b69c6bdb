-- Durable jobs (db-scheduler's own table) and what became of each run.
CREATE SCHEMA engine;

CREATE TABLE engine.scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON engine.scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON engine.scheduled_tasks (last_heartbeat);

CREATE TABLE engine.run (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid,
    activity     text NOT NULL,
    key          text NOT NULL,
    attempt      integer NOT NULL,
    state        text NOT NULL CHECK (state IN ('RUNNING', 'COMPLETED', 'FAILED', 'GIVEN_UP')),
    error        text,
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz
);
CREATE INDEX run_of_workspace ON engine.run (workspace_id, id DESC);
CREATE INDEX run_by_age ON engine.run (finished_at);
