import { Link, useLocation } from "react-router";
import { number, percent, plural, share, words } from "@/lib/format";
import { Loaded } from "@/ui/query-state";
import { Stat } from "@/ui/stat";
import { Panel, Skeleton } from "@/ui/surface";
import { useStats } from "./stats";
import { Timeline } from "./timeline";
import type { Campaign, Stats } from "./types";

export function Overview({ campaign }: { campaign: Campaign }) {
  const stats = useStats(campaign);
  return (
    <Loaded query={stats} skeleton={<Skeleton className="h-96" />}>
      {(figures) => (
        <div className="grid gap-5">
          <Figures stats={figures} />
          <div className="grid gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <Panel title="From list to click" hint="Each step as a share of everybody in the audience.">
              <Funnel campaign={campaign} />
            </Panel>
            <Timeline campaign={campaign} />
          </div>
          {figures.reasons.length > 0 && <Reasons stats={figures} />}
        </div>
      )}
    </Loaded>
  );
}

function Figures({ stats }: { stats: Stats }) {
  const { rates } = stats;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {stats.delivered_count > 0 ? (
        <Stat label="Delivered" value={share(rates.delivery)} note={`${number(stats.delivered_count)} of ${number(stats.attempted_count)} tried`} />
      ) : (
        // A plain SMTP provider takes the mail and never tells what came of it but by a bounce.
        <Stat label="Sent" value={percent(stats.sent_count, stats.attempted_count)} note={`${number(stats.sent_count)} of ${number(stats.attempted_count)} tried`} />
      )}
      <Stat label="Opened" value={share(rates.open)} note={`${plural(stats.unique_open_count, "person", "people")}, ${number(stats.open_count)} times`} />
      <Stat label="Clicked" value={share(rates.click)} note={`${plural(stats.unique_click_count, "person", "people")}, ${number(stats.click_count)} times`} />
      <Stat label="Clicked after opening" value={share(rates.click_to_open)} note="click-to-open rate" />
      <Stat label="Bounced" value={share(rates.bounce)} note={plural(stats.bounce_count, "mail", "mails")} />
      <Stat label="Unsubscribed" value={share(rates.unsubscribe)} note={plural(stats.unsubscribe_count, "person", "people")} />
      <Stat label="Complaints" value={share(rates.complaint)} note={plural(stats.complaint_count, "person", "people")} />
      <Stat label="Fetched by machines" value={number(stats.machine_open_count + stats.machine_click_count)} note="opens and clicks, not counted above" />
    </dl>
  );
}

function Funnel({ campaign }: { campaign: Campaign }) {
  const steps: [string, number][] = [
    ["Audience", campaign.total_recipients],
    ["Sent", campaign.sent_count],
    ...(campaign.delivered_count > 0 ? [["Delivered", campaign.delivered_count] as [string, number]] : []),
    ["Opened", campaign.unique_open_count],
    ["Clicked", campaign.unique_click_count],
  ];
  return (
    <ol className="grid gap-3">
      {steps.map(([label, value], index) => (
        <li key={label}>
          <div className="tabular mb-1 flex justify-between gap-3 text-sm">
            <span className="font-medium">{label}</span>
            <span>
              {number(value)} <span className="inline-block w-14 text-right text-muted">{percent(value, campaign.total_recipients)}</span>
            </span>
          </div>
          <div className="h-2.5 rounded-sm bg-sunken">
            <div
              className="h-full min-w-px rounded-sm bg-accent-line transition-[width] duration-500"
              style={{ width: `${campaign.total_recipients ? (100 * value) / campaign.total_recipients : 0}%`, opacity: 1 - index * 0.14 }}
            />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Why people did not get it; each reason leads to them. */
function Reasons({ stats }: { stats: Stats }) {
  const { pathname } = useLocation();
  return (
    <Panel title="Who did not get it" hint="Nobody is dropped in silence: everybody left out or refused is listed with the reason.">
      <ul className="grid gap-x-10 gap-y-2 sm:grid-cols-2">
        {stats.reasons.map(({ reason, status, count }) => (
          <li key={`${reason} ${status}`} className="tabular flex justify-between gap-4 text-sm">
            <Link to={`${pathname}?tab=recipients&reason=${reason}`} className="rounded hover:underline">
              {words(reason)}
            </Link>
            <span>{number(count)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
