import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { get } from "@/lib/api";
import { number, percent } from "@/lib/format";
import { useAt } from "@/lib/session";
import { Loaded } from "@/ui/query-state";
import { Card, Empty } from "@/ui/surface";
import { Table, Td, Th } from "@/ui/table";
import type { Campaign } from "./types";

export function Links({ campaign }: { campaign: Campaign }) {
  const at = useAt();
  const path = at("/email-marketing/campaigns/{id}/links", { id: campaign.id });
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal), refetchInterval: 15_000 });
  return (
    <Card>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={Link2} title="No links">This mail has no link that is tracked, or it has not been sent yet.</Empty>
          ) : (
            <Table
              label="Links"
              head={
                <>
                  <Th>Link</Th>
                  <Th end>People</Th>
                  <Th end>Share of sent</Th>
                  <Th end>Clicks</Th>
                  <Th end>By machines</Th>
                </>
              }
            >
              {items.map((link) => (
                <tr key={`${link.id} ${link.url}`}>
                  <Td className="max-w-md min-w-52">
                    <span className="block truncate font-mono text-xs" title={link.url}>
                      {link.url}
                    </span>
                  </Td>
                  <Td end className="font-medium">
                    {number(link.unique_clicks)}
                  </Td>
                  <Td end>{percent(link.unique_clicks, campaign.sent_count)}</Td>
                  <Td end>{number(link.clicks)}</Td>
                  <Td end className="text-muted">
                    {number(link.machine_clicks)}
                  </Td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
    </Card>
  );
}
