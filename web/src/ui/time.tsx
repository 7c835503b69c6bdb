import { ago, dateTime, exactTime } from "@/lib/format";
import { useWorkspace } from "@/lib/session";
import { useNow } from "./now";

/** An instant in the workspace's time zone, exact in its title. */
export function Time({ at, relative }: { at: string | null | undefined; relative?: boolean }) {
  const { timezone } = useWorkspace();
  const now = useNow(30_000);
  if (!at) return <span className="text-muted">–</span>;
  return (
    <time dateTime={at} title={exactTime(at, timezone)} className="tabular whitespace-nowrap">
      {relative ? ago(at, now) : dateTime(at, timezone)}
    </time>
  );
}
