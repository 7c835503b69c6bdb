import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, FlaskConical, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { get, under, type Model } from "@/lib/api";
import { capital, number, words } from "@/lib/format";
import { remark } from "@/lib/problem";
import { useMay } from "@/lib/session";
import { Button } from "@/ui/button";
import { Loaded } from "@/ui/query-state";
import { Notice, Panel } from "@/ui/surface";
import { Time } from "@/ui/time";
import { Launch } from "./launch";
import { TestSend } from "./test-send";
import type { Campaign, CampaignAddress } from "./types";

export type Report = Model<"PreflightReport">;

/** Who would get it, who not and why, what stands in the way; then the ways to let it go. */
export function Preflight({ campaign, path, changed }: { campaign: Campaign; path: CampaignAddress; changed: boolean }) {
  const maySend = useMay("SEND");
  const [testing, setTesting] = useState(false);
  const report = useQuery({ queryKey: [under(path, "/preflight")], queryFn: ({ signal }) => get(under(path, "/preflight"), signal), refetchInterval: 30_000 });
  return (
    <div className="grid gap-5">
      <Panel
        title="Before it goes out"
        hint={changed ? "As it was saved last; your changes are not in it yet." : "As it would be if it were sent now."}
        actions={
          maySend && (
            <Button size="small" icon={FlaskConical} onClick={() => setTesting(true)} disabled={!campaign.template_id}>
              Send a test
            </Button>
          )
        }
      >
        <Loaded query={report}>{(data) => <Findings report={data} />}</Loaded>
      </Panel>
      {maySend && report.data && <Launch campaign={campaign} path={path} report={report.data} changed={changed} />}
      {testing && <TestSend path={path} close={() => setTesting(false)} />}
    </div>
  );
}

function Findings({ report }: { report: Report }) {
  const skipped = Object.entries(report.skipped).filter(([, count]) => count > 0);
  return (
    <div className="grid gap-4">
      <div>
        <p className="tabular text-3xl font-semibold tracking-tight">{number(report.recipients)}</p>
        <p className="text-sm text-muted">{report.recipients === 1 ? "person would get it" : "people would get it"}</p>
      </div>
      {skipped.length > 0 && (
        <dl className="tabular grid gap-1.5 border-t border-line pt-4 text-sm">
          {skipped.map(([reason, count]) => (
            <div key={reason} className="flex justify-between gap-4">
              <dt className="text-muted">{capital(report.skipped_words[reason] ?? words(reason))}</dt>
              <dd>{number(count)}</dd>
            </div>
          ))}
          <div className="flex justify-between gap-4 font-medium">
            <dt>Left out in all</dt>
            <dd>{number(skipped.reduce((sum, [, count]) => sum + count, 0))}</dd>
          </div>
        </dl>
      )}
      <dl className="tabular grid gap-1.5 border-t border-line pt-4 text-sm">
        {report.room_today !== null && (
          <div className="flex justify-between gap-4">
            <dt className="text-muted">Room under today’s limits</dt>
            <dd>{number(report.room_today)}</dd>
          </div>
        )}
        {report.opens_at && (
          <div className="flex justify-between gap-4">
            <dt className="text-muted">Nothing leaves before</dt>
            <dd>
              <Time at={report.opens_at} />
            </dd>
          </div>
        )}
        <div className="flex justify-between gap-4">
          <dt className="text-muted">Would be finished</dt>
          <dd>
            <Time at={report.expected_finish} />
          </dd>
        </div>
      </dl>
      {report.route && <p className="text-xs text-muted">Way out: {report.route}</p>}
      {report.problems.map((problem) => (
        <Notice key={problem.field + problem.wrong} tone="bad" icon={CircleAlert} title={remark(problem)}>
          {problem.right && `Wanted: ${problem.right}`}
        </Notice>
      ))}
      {report.warnings.map((problem) => (
        <Notice key={problem.field + problem.wrong} tone="warn" icon={TriangleAlert} title={remark(problem)}>
          {problem.right && `Better: ${problem.right}`}
        </Notice>
      ))}
      {report.ready && (
        <Notice tone="good" icon={CircleCheck}>
          Nothing stands in the way.
        </Notice>
      )}
    </div>
  );
}
