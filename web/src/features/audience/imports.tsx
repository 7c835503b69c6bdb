import { FileSpreadsheet } from "lucide-react";
import { Link } from "react-router";
import { number, words } from "@/lib/format";
import { usePages } from "@/lib/page";
import { home, useAt, useWorkspace } from "@/lib/session";
import { ButtonLink } from "@/ui/button";
import { Failed, Rows } from "@/ui/query-state";
import { Badge, Card, Empty, type Tone } from "@/ui/surface";
import { More, Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";
import { moving, type Import } from "./import-types";

const TONES: Record<Import["state"], Tone> = { UPLOADED: "neutral", QUEUED: "accent", RUNNING: "accent", DONE: "good", FAILED: "bad", CANCELLED: "warn" };

export function Imports() {
  const workspace = useWorkspace();
  const at = useAt();
  const imports = usePages(at("/audience/imports"), {}, { refetchInterval: 5_000 });
  return (
    <Card>
      {imports.items === undefined ? (
        imports.error ? <Failed error={imports.error} retry={imports.refetch} /> : <Rows />
      ) : imports.items.length === 0 ? (
        <Empty icon={FileSpreadsheet} title="No imports yet" action={<ButtonLink to={`${home(workspace)}/audience/import`}>Import a CSV file</ButtonLink>} />
      ) : (
        <>
          <Table
            label="Imports"
            head={
              <>
                <Th>File</Th>
                <Th>State</Th>
                <Th end>Rows</Th>
                <Th end>New</Th>
                <Th end>Refused</Th>
                <Th className="hidden md:table-cell">When</Th>
              </>
            }
          >
            {imports.items.map((job) => (
              <tr key={job.id} className="group transition-colors hover:bg-sunken/50">
                <Td className="max-w-64">
                  <Link to={`${home(workspace)}/audience/import/${job.id}`} className="block truncate rounded font-medium group-hover:underline">
                    {job.file_name}
                  </Link>
                </Td>
                <Td>
                  <Badge tone={TONES[job.state]}>{moving(job.state) ? "Running" : job.mode === "DRY_RUN" && job.state === "DONE" ? "Tried" : words(job.state)}</Badge>
                </Td>
                <Td end>{number(job.counts.records)}</Td>
                <Td end>{number(job.counts.created)}</Td>
                <Td end>{number(job.counts.refused)}</Td>
                <Td className="hidden text-muted md:table-cell">
                  <Time at={job.created_at} />
                </Td>
              </tr>
            ))}
          </Table>
          <More shown={`${number(imports.items.length)} shown`} hasMore={imports.hasNextPage} busy={imports.isFetchingNextPage} load={() => void imports.fetchNextPage()} />
        </>
      )}
    </Card>
  );
}
