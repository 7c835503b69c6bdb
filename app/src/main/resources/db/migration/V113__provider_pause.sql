-- Since when no mail leaves through a provider, at a person's wish.
ALTER TABLE provider.provider ADD COLUMN paused_at timestamptz;
