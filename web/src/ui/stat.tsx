import type { ReactNode } from "react";

/** One figure: what it is, how much, and what it is made of. */
export function Stat({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="min-w-0 rounded-xl border border-line bg-surface px-4 py-3.5 shadow-card">
      <dt className="truncate text-xs text-muted">{label}</dt>
      <dd className="tabular mt-1 text-2xl font-semibold tracking-tight">{value}</dd>
      {note && <dd className="tabular mt-0.5 truncate text-xs text-muted">{note}</dd>}
    </div>
  );
}
