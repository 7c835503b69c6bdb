import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "@/lib/api";
import { useAt } from "@/lib/session";
import { useStream } from "@/lib/stream";
import { pace, withSample, type Sample } from "./pace";
import type { Campaign } from "./types";

const POLL = 2_000;

/**
 * A campaign that keeps itself up to date: by the event stream while it is being sent or paused, by asking every two
 * seconds while the stream is down. Opens and clicks of a campaign that is sent still trickle in every 15 seconds.
 */
export function useLiveCampaign(id: string) {
  const at = useAt();
  const client = useQueryClient();
  const path = at("/email-marketing/campaigns/{id}", { id });
  const [streaming, setStreaming] = useState(false);
  const [samples, setSamples] = useState<Sample[]>([]);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get(path, signal),
    refetchInterval: ({ state }) => interval(state.data?.status, streaming),
  });
  const status = query.data?.status;
  const moving = status === "SENDING" || status === "PAUSED";
  const open = useStream<Partial<Campaign>>(moving ? `${path}/live` : undefined, "message", (news) =>
    client.setQueryData<Campaign>([path], (known) => known && { ...known, ...news }),
  );
  if (open !== streaming) setStreaming(open);
  const sent = query.data?.sent_count ?? 0;
  const updated = query.dataUpdatedAt;
  if (status === "SENDING" && updated > 0 && samples.at(-1)?.at !== updated) {
    const next = withSample(samples, { at: updated, sent });
    if (next !== samples) setSamples(next);
  }
  return { query, streaming: open, pace: status === "SENDING" ? pace(samples, query.data?.total_recipients ?? 0) : undefined };
}

function interval(status: Campaign["status"] | undefined, streaming: boolean): number | false {
  if (status === "SENDING" || status === "SCHEDULED") return streaming ? 15_000 : POLL;
  return status === "SENT" || status === "PAUSED" ? 15_000 : false;
}
