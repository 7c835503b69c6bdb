-- How single mailbox providers take a domain's mail: their scores by name, where there was enough mail to judge.
ALTER TABLE sender.domain ADD COLUMN mailbox_scores jsonb NOT NULL DEFAULT '{}';
