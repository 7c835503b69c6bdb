import { Link } from "react-router";
import { number, percent } from "@/lib/format";
import { usePages } from "@/lib/page";
import { home, useAt, useWorkspace } from "@/lib/session";
import { Meter, Panel } from "@/ui/surface";

/** Campaigns that are on their way; nothing where there are none. */
export function Running() {
  const at = useAt();
  const workspace = useWorkspace();
  const campaigns = usePages(at("/email-marketing/campaigns"), { status: "SENDING" }, { refetchInterval: 5_000 });
  if (!campaigns.items?.length) return null;
  return (
    <Panel title="On their way" className="mb-5">
      <ul className="grid gap-4">
        {campaigns.items.map((campaign) => (
          <li key={campaign.id}>
            <div className="tabular mb-1.5 flex justify-between gap-4 text-sm">
              <Link to={`${home(workspace)}/campaigns/${campaign.id}`} className="min-w-0 truncate rounded font-medium hover:underline">
                {campaign.name}
              </Link>
              <span className="shrink-0 text-muted">
                {number(campaign.sent_count)} of {number(campaign.total_recipients)} · {percent(campaign.sent_count, campaign.total_recipients)}
              </span>
            </div>
            <Meter label={`${campaign.name}: sent`} value={campaign.sent_count} of={campaign.total_recipients} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
