import { Ban, CircleAlert, CircleCheck, Download, FlaskConical } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { post, under } from "@/lib/api";
import { number, percent, plural } from "@/lib/format";
import { explain } from "@/lib/problem";
import { home, useWorkspace } from "@/lib/session";
import { Button, ButtonLink } from "@/ui/button";
import { Card, Meter, Notice } from "@/ui/surface";
import { moving, type Import, type ImportAddress, type ImportCounts } from "./import-types";

type Props = { job: Import; path: ImportAddress; put: (now: Import) => void };

const COUNTS: [keyof ImportCounts, string, string][] = [
  ["created", "New", "not known before"],
  ["updated", "Updated", "known, and something was new"],
  ["unchanged", "Unchanged", "all was known"],
  ["left_alone", "Stay away", "left before; the file does not bring them back"],
  ["repeated", "Repeated", "address stood in the file before"],
  ["refused", "Refused", "in the error file, each with its reason"],
];

/** How far it is, and what became of the rows. */
export function ImportProgress({ job, path, put }: Props) {
  const [busy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    try {
      put(await post(under(path, "/cancel")));
    } catch (error) {
      toast.error(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Card className="px-5 py-4">
        {moving(job.state) ? (
          <>
            <div className="mb-2.5 flex items-center justify-between gap-4">
              <p className="tabular">
                <span className="text-lg font-semibold">{percent(job.bytes_read, job.size_bytes)}</span>
                <span className="text-muted"> {job.mode === "DRY_RUN" ? "read" : "imported"} · {plural(job.counts.records, "row", "rows")}</span>
              </p>
              <Button size="small" busy={busy} onClick={cancel}>
                Stop
              </Button>
            </div>
            <Meter label="Read" value={job.bytes_read} of={job.size_bytes} />
          </>
        ) : (
          <Outcome job={job} />
        )}
        <dl className="mt-5 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-6">
          {COUNTS.map(([key, label, hint]) => (
            <div key={key} title={hint}>
              <dt className="text-xs text-muted">{label}</dt>
              <dd className="tabular mt-0.5 text-xl font-semibold">{number(job.counts[key])}</dd>
            </div>
          ))}
        </dl>
        {job.counts.refused > 0 && (
          <a href={`${path}/errors`} download className="mt-5 inline-flex items-center gap-2 rounded text-sm font-medium text-accent underline">
            <Download className="size-4" aria-hidden />
            Error file: {plural(job.counts.refused, "row", "rows")}, each with its line and reason
          </a>
        )}
      </Card>
    </>
  );
}

function Outcome({ job }: { job: Import }) {
  const workspace = useWorkspace();
  if (job.state === "FAILED") {
    return (
      <Notice tone="bad" icon={CircleAlert} title={`Stopped after ${plural(job.counts.records, "row", "rows")}`}>
        {job.failure} What was imported before stays.
      </Notice>
    );
  }
  if (job.state === "CANCELLED") {
    return (
      <Notice tone="warn" icon={Ban} title="Stopped by hand">
        What was imported before stays.
      </Notice>
    );
  }
  return job.mode === "DRY_RUN" ? (
    <Notice tone="accent" icon={FlaskConical} title={`Tried with ${plural(job.counts.records, "row", "rows")}`}>
      Nothing has been written. This is what an import would do.
    </Notice>
  ) : (
    <Notice tone="good" icon={CircleCheck} title={`${plural(job.counts.records, "row", "rows")} imported`} action={<ButtonLink size="small" to={`${home(workspace)}/audience`}>See the people</ButtonLink>} />
  );
}
