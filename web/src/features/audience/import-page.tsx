import { useQuery, useQueryClient } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useParams } from "react-router";
import { get } from "@/lib/api";
import { bytes } from "@/lib/format";
import { Problem } from "@/lib/problem";
import { home, useAt, useWorkspace } from "@/lib/session";
import { Loaded } from "@/ui/query-state";
import { Empty, PageHeader } from "@/ui/surface";
import { ImportProgress } from "./import-progress";
import { moving, type Import } from "./import-types";
import { MappingForm } from "./mapping-form";

/** One import from its mapping to its result. */
export function Component() {
  const workspace = useWorkspace();
  const at = useAt();
  const client = useQueryClient();
  const { id = "" } = useParams();
  const path = at("/audience/imports/{id}", { id });
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get(path, signal),
    refetchInterval: ({ state }) => (state.data && moving(state.data.state) ? 1_000 : false),
  });
  if (query.error instanceof Problem && query.error.status === 404) {
    return (
      <Empty icon={SearchX} title="There is no such import">
        It may have been removed.
      </Empty>
    );
  }
  const put = (now: Import) => client.setQueryData([path], now);
  return (
    <Loaded query={query}>
      {(job) => {
        const choosing = job.state === "UPLOADED" || (job.mode === "DRY_RUN" && !moving(job.state));
        return (
          <>
            <title>{`${job.file_name} · Lettermill`}</title>
            <PageHeader back={{ to: `${home(workspace)}/audience?tab=imports`, label: "Imports" }} title={job.file_name} hint={`${bytes(job.size_bytes)} · ${describe(job)}`} />
            <div className="grid gap-5">
              {job.state !== "UPLOADED" && <ImportProgress job={job} path={path} put={put} />}
              {choosing && <MappingForm key={job.state} job={job} path={path} put={put} />}
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

const ORIGINS = { LETTERMILL: "an export of Lettermill", MAILCHIMP: "an export of Mailchimp", MAUTIC: "an export of Mautic", LISTMONK: "an export of listmonk", OTHER: "a table" };
const DELIMITERS: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };

function describe({ plan }: Import): string {
  const { encoding, delimiter, headings } = plan.format;
  return `read as ${ORIGINS[plan.origin]}: ${encoding.replaceAll("_", "-")}, ${DELIMITERS[delimiter] ?? `"${delimiter}"`} between cells, ${headings === "NONE" ? "no headings" : "headings in the first row"}`;
}
