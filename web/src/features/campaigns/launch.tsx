import { useQueryClient } from "@tanstack/react-query";
import { CalendarClock, Send } from "lucide-react";
import { useState } from "react";
import { post, under } from "@/lib/api";
import { instantOf, localOf, plural } from "@/lib/format";
import { useWorkspace } from "@/lib/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { Choice, TextField } from "@/ui/field";
import { Panel } from "@/ui/surface";
import type { Report } from "./preflight";
import type { Campaign, CampaignAddress } from "./types";

/** Now or later, and the last question before it happens. */
export function Launch({ campaign, path, report, changed }: { campaign: Campaign; path: CampaignAddress; report: Report; changed: boolean }) {
  const client = useQueryClient();
  const { timezone } = useWorkspace();
  const scheduled = campaign.status === "SCHEDULED" && campaign.scheduled_at !== null ? localOf(campaign.scheduled_at, timezone) : "";
  const [when, setWhen] = useState<"now" | "later">(scheduled ? "later" : "now");
  const [local, setLocal] = useState(scheduled);
  const [asking, setAsking] = useState(false);
  const people = plural(report.recipients, "person", "people");
  const later = when === "later";
  const blocked = !report.ready || changed || (later && (local === "" || local === scheduled));
  const go = async () => {
    const answer = later
      ? await post(under(path, "/schedule"), { scheduled_at: instantOf(local, timezone) })
      : await post(under(path, "/send"));
    if (answer) client.setQueryData([path], answer);
    await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(path.replace(/\/[^/]+$/, "")) });
  };
  return (
    <Panel title="Let it go">
      <div className="grid gap-3">
        <Choice name="when" title="Now" hint="It starts within seconds." checked={!later} onChange={() => setWhen("now")} />
        <Choice name="when" title="At a time" hint={`In the time zone of the workspace, ${timezone}.`} checked={later} onChange={() => setWhen("later")} />
        {later && <TextField label="Date and time" type="datetime-local" required value={local} onChange={(event) => setLocal(event.target.value)} />}
        <Button look="primary" icon={later ? CalendarClock : Send} disabled={blocked} onClick={() => setAsking(true)} className="mt-1">
          {!later ? `Send to ${people}` : scheduled ? "Move to this time" : `Schedule for ${people}`}
        </Button>
        {changed && <p className="text-xs text-muted">Save your changes first.</p>}
        {!report.ready && <p className="text-xs text-muted">What stands in the way has to be solved first.</p>}
      </div>
      {asking && (
        <Confirm
          title={later ? `Schedule ${campaign.name}?` : `Send ${campaign.name} now?`}
          effect={
            later
              ? `It goes to about ${people} at ${local.replace("T", ", ")} (${timezone}). Until then you can change or cancel it.`
              : `It goes to ${people}. You can pause it, but what has left cannot be called back.`
          }
          verb={later ? "Schedule" : `Send to ${people}`}
          act={go}
          close={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}
