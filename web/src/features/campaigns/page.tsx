import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { useParams } from "react-router";
import { get } from "@/lib/api";
import { number } from "@/lib/format";
import { Problem } from "@/lib/problem";
import { home, useAt, useMay, useWorkspace } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { Loaded } from "@/ui/query-state";
import { Empty, PageHeader, Skeleton } from "@/ui/surface";
import { Tabs } from "@/ui/tabs";
import { Time } from "@/ui/time";
import { SearchX } from "lucide-react";
import { Devices } from "./devices";
import { HeaderActions } from "./header-actions";
import { Links } from "./links";
import { useLiveCampaign } from "./live";
import { LiveStrip } from "./live-strip";
import { Overview } from "./overview";
import { Recipients } from "./recipients";
import { CampaignBadge } from "./status";
import type { Campaign } from "./types";

const Draft = lazy(() => import("./draft"));

export function Component() {
  const { id = "" } = useParams();
  const live = useLiveCampaign(id);
  const workspace = useWorkspace();
  if (live.query.error instanceof Problem && live.query.error.status === 404) {
    return <Empty icon={SearchX} title="There is no such campaign">It may have been deleted.</Empty>;
  }
  return (
    <Loaded query={live.query} skeleton={<Skeleton className="h-96" />}>
      {(campaign) => (
        <>
          <title>{`${campaign.name} · Lettermill`}</title>
          <PageHeader
            back={{ to: `${home(workspace)}/campaigns`, label: "Campaigns" }}
            title={campaign.name ?? ""}
            badge={<CampaignBadge status={campaign.status} />}
            hint={<Story campaign={campaign} />}
            actions={<HeaderActions campaign={campaign} />}
          />
          <Body campaign={campaign} live={live} />
        </>
      )}
    </Loaded>
  );
}

function Body({ campaign, live }: { campaign: Campaign; live: ReturnType<typeof useLiveCampaign> }) {
  const [tab, setTab] = useUrlState("tab", "overview");
  const mayWrite = useMay("WRITE");
  if ((campaign.status === "DRAFT" || campaign.status === "SCHEDULED") && mayWrite) return <Draft campaign={campaign} />;
  const changeable = campaign.status === "PAUSED" && mayWrite;
  return (
    <>
      <LiveStrip campaign={campaign} streaming={live.streaming} pace={live.pace} />
      <Tabs
        label="Views of the campaign"
        value={tab}
        onValue={setTab}
        tabs={[
          { id: "overview", label: "Overview" },
          { id: "recipients", label: "Recipients", count: number(campaign.total_recipients) },
          { id: "links", label: "Links" },
          { id: "devices", label: "Devices" },
          ...(changeable ? [{ id: "settings", label: "Settings" }] : []),
        ]}
      >
        {tab === "recipients" ? (
          <Recipients campaign={campaign} />
        ) : tab === "links" ? (
          <Links campaign={campaign} />
        ) : tab === "devices" ? (
          <Devices campaign={campaign} />
        ) : tab === "settings" && changeable ? (
          <Draft campaign={campaign} />
        ) : (
          <Overview campaign={campaign} />
        )}
      </Tabs>
    </>
  );
}

/** In a line: to whom, from whom, when. */
function Story({ campaign }: { campaign: Campaign }) {
  const at = useAt();
  const path = at("/audience/lists/{id}", { id: campaign.list_id ?? "" });
  const list = useQuery({ queryKey: [path], queryFn: () => get(path), enabled: campaign.list_id !== null, staleTime: 60_000 });
  const parts = [
    list.data && <>to {list.data.name}</>,
    campaign.from_email && (
      <>
        from {campaign.from_name ? `${campaign.from_name} <${campaign.from_email}>` : campaign.from_email}
      </>
    ),
    campaign.status === "SCHEDULED" && campaign.scheduled_at ? (
      <>
        starts <Time at={campaign.scheduled_at} />
      </>
    ) : campaign.completed_at ? (
      <>
        finished <Time at={campaign.completed_at} />
      </>
    ) : campaign.started_at ? (
      <>
        started <Time at={campaign.started_at} />
      </>
    ) : (
      <>
        made <Time at={campaign.created_at} />
      </>
    ),
  ].filter(Boolean);
  return (
    <span className="flex flex-wrap gap-x-2">
      {parts.map((part, index) => (
        <span key={index} className="first-letter:uppercase">
          {index > 0 && <span aria-hidden>· </span>}
          {part}
        </span>
      ))}
    </span>
  );
}
