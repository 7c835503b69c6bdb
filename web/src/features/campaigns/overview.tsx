import { number, percent } from "@/lib/format";
import { Panel } from "@/ui/surface";
import { Stat } from "@/ui/stat";
import { Timeline } from "./timeline";
import type { Campaign } from "./types";

export function Overview({ campaign }: { campaign: Campaign }) {
  const delivered = campaign.delivered_count;
  const of = (part: number, whole: number, noun: string) => `${number(part)} of ${number(whole)} ${noun}`;
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat label="Delivered" value={percent(delivered, campaign.sent_count)} note={of(delivered, campaign.sent_count, "sent")} />
        <Stat label="Opened" value={percent(campaign.unique_open_count, delivered)} note={`${number(campaign.unique_open_count)} people, ${number(campaign.open_count)} times`} />
        <Stat label="Clicked" value={percent(campaign.unique_click_count, delivered)} note={`${number(campaign.unique_click_count)} people, ${number(campaign.click_count)} times`} />
        <Stat label="Unsubscribed" value={percent(campaign.unsubscribe_count, delivered)} note={`${number(campaign.unsubscribe_count)} people`} />
      </dl>
      <div className="grid gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Panel title="From list to click" hint="Each step as a share of everybody in the audience.">
          <Funnel campaign={campaign} />
        </Panel>
        <Panel title="Opens and clicks over time" hint="What machines fetched by themselves is left out.">
          <Timeline campaign={campaign} />
        </Panel>
      </div>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat label="Bounced" value={number(campaign.bounce_count)} note={`${percent(campaign.bounce_count, campaign.sent_count)} of sent`} />
        <Stat label="Complaints" value={number(campaign.complaint_count)} note={`${percent(campaign.complaint_count, delivered)} of delivered`} />
        <Stat label="Clicked after opening" value={percent(campaign.unique_click_count, campaign.unique_open_count)} note="click-to-open rate" />
        <Stat label="Opens a reader" value={campaign.unique_open_count ? (campaign.open_count / campaign.unique_open_count).toFixed(1) : "–"} note="times on average" />
      </dl>
    </div>
  );
}

function Funnel({ campaign }: { campaign: Campaign }) {
  const steps: [string, number][] = [
    ["Audience", campaign.total_recipients],
    ["Sent", campaign.sent_count],
    ["Delivered", campaign.delivered_count],
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
