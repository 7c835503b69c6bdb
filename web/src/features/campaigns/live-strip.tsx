import { CirclePause, Radio, RefreshCw } from "lucide-react";
import { duration, number, percent } from "@/lib/format";
import { Card, Meter, Notice } from "@/ui/surface";
import { Time } from "@/ui/time";
import type { Campaign } from "./types";

type Pace = { perMinute: number; secondsLeft: number };

/** What is happening now: how far, how fast, how long still. Nothing for a campaign that rests. */
export function LiveStrip({ campaign, streaming, pace }: { campaign: Campaign; streaming: boolean; pace?: Pace }) {
  if (campaign.status === "PAUSED") {
    return (
      <div className="mb-5">
        <Notice tone="warn" icon={CirclePause} title={`Paused at ${number(campaign.sent_count)} of ${number(campaign.total_recipients)}`}>
          {campaign.status_note ? `${campaign.status_note.replace(/\.$/, "")}. ` : ""}Nothing leaves until somebody resumes it.
        </Notice>
      </div>
    );
  }
  if (campaign.status !== "SENDING") return null;
  const Sign = streaming ? Radio : RefreshCw;
  return (
    <Card className="mb-5 px-5 py-4" aria-label="Progress">
      <div className="mb-2.5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="tabular">
          <span className="text-lg font-semibold">{number(campaign.sent_count)}</span>
          <span className="text-muted">
            {" "}
            of {number(campaign.total_recipients)} sent · {percent(campaign.sent_count, campaign.total_recipients)}
          </span>
        </p>
        <p className="tabular flex items-center gap-2 text-xs text-muted">
          {pace && `${number(pace.perMinute)} a minute · ${duration(pace.secondsLeft)} left`}
          <span className="inline-flex items-center gap-1.5" title={streaming ? "Numbers arrive as they change" : "Numbers are fetched every two seconds"}>
            <Sign className="size-3.5" aria-hidden />
            {streaming ? "live" : "polling"}
          </span>
        </p>
      </div>
      <Meter label="Sent" value={campaign.sent_count} of={campaign.total_recipients} />
      {(campaign.status_note || campaign.continues_at) && (
        <p className="mt-2.5 text-xs text-muted">
          {campaign.status_note && `${campaign.status_note.replace(/\.$/, "")}.`}
          {campaign.continues_at && (
            <>
              {" "}
              It goes on <Time at={campaign.continues_at} />.
            </>
          )}
        </p>
      )}
    </Card>
  );
}
