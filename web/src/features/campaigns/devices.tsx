import { useQuery } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { get } from "@/lib/api";
import { number, percent } from "@/lib/format";
import { useAt } from "@/lib/session";
import { Loaded } from "@/ui/query-state";
import { Card, Empty, Meter, Panel } from "@/ui/surface";
import type { Campaign } from "./types";

type Share = { name: string; count: number; people: number };

export function Devices({ campaign }: { campaign: Campaign }) {
  const at = useAt();
  const path = at("/email-marketing/campaigns/{id}/devices", { id: campaign.id });
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal), refetchInterval: 30_000 });
  return (
    <Loaded query={query}>
      {({ clients, systems, devices, machines }) =>
        clients.length + systems.length + devices.length + machines.length === 0 ? (
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
            {machines.length > 0 && <Shares title="Machines" hint="Fetched by prefetchers and scanners, by the rule that knew them; counted nowhere else." shares={machines} />}
          </div>
        )
      }
    </Loaded>
  );
}

function Shares({ title, hint, shares }: { title: string; hint?: string; shares: Share[] }) {
  const whole = shares.reduce((sum, share) => sum + share.people, 0);
  return (
    <Panel title={title} hint={hint}>
      <ul className="grid gap-3">
        {shares.map((share) => (
          <li key={share.name}>
            <div className="tabular mb-1 flex justify-between gap-3 text-sm">
              <span className="truncate">{share.name}</span>
              <span title={`${number(share.people)} people, ${number(share.count)} times`}>{percent(share.people, whole)}</span>
            </div>
            <Meter label={share.name} value={share.people} of={whole} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
