-- Mails that came back to a message's own address, as their octets came: bounces, complaints, automatic answers, wishes to leave.
CREATE TABLE webhook.mailed_report (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspace.workspace ON DELETE CASCADE,
    message_id   bigint NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('DeliveryReport', 'FeedbackReport', 'AutoReply', 'Unrelated', 'Unsubscribe')),
    body         bytea NOT NULL,
    received_at  timestamptz NOT NULL
);
CREATE INDEX mailed_report_of_message ON webhook.mailed_report (workspace_id, message_id);
CREATE INDEX mailed_report_by_age ON webhook.mailed_report (received_at);
