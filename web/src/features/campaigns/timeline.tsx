import { useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useState } from "react";
import { get, withQuery } from "@/lib/api";
import { useAt, useWorkspace } from "@/lib/session";
import { BarChart } from "@/ui/bar-chart";
import { SmallSelect } from "@/ui/field";
import { Loaded } from "@/ui/query-state";
import { Empty, Panel, Skeleton } from "@/ui/surface";
import type { Campaign } from "./types";

export function Timeline({ campaign }: { campaign: Campaign }) {
  const workspace = useWorkspace();
  const at = useAt();
  const [bucket, setBucket] = useState("HOUR");
  const path = withQuery(at("/email-marketing/campaigns/{id}/timeline", { id: campaign.id }), { bucket });
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal), refetchInterval: 30_000 });
  const label = (at: string) =>
    new Intl.DateTimeFormat("en-GB", {
      day: "numeric",
      month: "short",
      ...(bucket === "HOUR" ? { hour: "2-digit", minute: "2-digit" } : {}),
      timeZone: workspace.timezone,
    }).format(new Date(at));
  return (
    <Panel
      title="Opens and clicks over time"
      hint="What machines fetched by themselves is left out."
      actions={
        <SmallSelect label="Step" className="w-28" value={bucket} onChange={(event) => setBucket(event.target.value)}>
          <option value="HOUR">By hour</option>
          <option value="DAY">By day</option>
        </SmallSelect>
      }
    >
      <Loaded query={query} skeleton={<Skeleton className="h-52" />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={Activity} title="Nothing yet">
              The first opens usually come within minutes of the first delivery.
            </Empty>
          ) : (
            <BarChart title="Opens and clicks over time" series={["opens", "clicks"]} bars={items.map((point) => ({ label: label(point.at), values: [point.opens, point.clicks] }))} />
          )
        }
      </Loaded>
    </Panel>
  );
}
