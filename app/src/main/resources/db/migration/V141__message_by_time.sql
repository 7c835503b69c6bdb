-- What left or bounced in a span of time. Messages leave in about the order of their rows, so a summary of blocks finds them, costs
-- next to nothing to keep, and does not stand in the way of updates in place.
CREATE INDEX message_by_time ON ledger.message USING brin ((coalesce(sent_at, bounced_at)))
    WITH (pages_per_range = 32, autosummarize = on);
