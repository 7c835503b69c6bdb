import { ScrollText } from "lucide-react";
import { number, words } from "@/lib/format";
import { usePages } from "@/lib/page";
import { useAt } from "@/lib/session";
import { Failed, Rows } from "@/ui/query-state";
import { Card, Empty } from "@/ui/surface";
import { More, Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";

/** "campaign.change" -> "Campaign: change". */
const told = (action: string) => {
  const [subject = "", verb = ""] = action.split(".");
  return verb ? `${words(subject)}: ${verb.replaceAll("_", " ")}` : words(subject);
};

/** Who did what; entries are never changed. */
export function AuditLog() {
  const entries = usePages(useAt()("/audit"));
  return (
    <Card>
      {entries.items === undefined ? (
        entries.error ? <Failed error={entries.error} retry={entries.refetch} /> : <Rows />
      ) : entries.items.length === 0 ? (
        <Empty icon={ScrollText} title="Nothing has happened yet" />
      ) : (
        <>
          <Table
            label="Audit log"
            head={
              <>
                <Th>What</Th>
                <Th className="hidden md:table-cell">Who</Th>
                <Th className="hidden sm:table-cell">When</Th>
              </>
            }
          >
            {entries.items.map((entry) => (
              <tr key={entry.id}>
                <Td className="w-full max-w-0">
                  <span className="block font-medium">{told(entry.action)}</span>
                  <span className="block truncate text-xs text-muted" title={entry.target}>
                    {entry.detail || entry.target}
                  </span>
                  <span className="block truncate text-xs text-muted md:hidden">
                    {entry.actor}
                    <span className="sm:hidden">
                      {" "}
                      · <Time at={entry.occurred_at} />
                    </span>
                  </span>
                </Td>
                <Td className="hidden max-w-56 truncate md:table-cell">{entry.actor}</Td>
                <Td className="hidden text-muted sm:table-cell">
                  <Time at={entry.occurred_at} />
                </Td>
              </tr>
            ))}
          </Table>
          <More shown={`${number(entries.items.length)} shown`} hasMore={entries.hasNextPage} busy={entries.isFetchingNextPage} load={() => void entries.fetchNextPage()} />
        </>
      )}
    </Card>
  );
}
