import { useQuery } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { get } from "@/lib/http";
import { number, percent } from "@/lib/format";
import { marketing, useWorkspace } from "@/lib/session";
import { Loaded } from "@/ui/query-state";
import { Card, Empty, Meter, Panel } from "@/ui/surface";
import type { Campaign } from "./types";

type Share = { name: string; count: number };
type Breakdown = { clients: Share[]; systems: Share[]; devices: Share[] };

export function Devices({ campaign }: { campaign: Campaign }) {
  const workspace = useWorkspace();
  const path = `${marketing(workspace)}/campaigns/${campaign.id}/devices`;
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Breakdown>(path, signal), refetchInterval: 30_000 });
  return (
    <Loaded query={query}>
      {({ clients, systems, devices }) =>
        clients.length + systems.length + devices.length === 0 ? (
          <Card>
            <Empty icon={MonitorSmartphone} title="Nobody has opened it yet">
              Mail programs and devices are read from opens and clicks.
            </Empty>
          </Card>
        ) : (
          <div className="grid gap-5 lg:grid-cols-3">
            <Shares title="Mail programs" shares={clients} />
            <Shares title="Systems" shares={systems} />
            <Shares title="Devices" shares={devices} />
          </div>
        )
      }
    </Loaded>
  );
}

function Shares({ title, shares }: { title: string; shares: Share[] }) {
  const whole = shares.reduce((sum, share) => sum + share.count, 0);
  return (
    <Panel title={title}>
      <ul className="grid gap-3">
        {shares.map((share) => (
          <li key={share.name}>
            <div className="tabular mb-1 flex justify-between gap-3 text-sm">
              <span className="truncate">{share.name}</span>
              <span title={number(share.count)}>{percent(share.count, whole)}</span>
            </div>
            <Meter label={share.name} value={share.count} of={whole} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
