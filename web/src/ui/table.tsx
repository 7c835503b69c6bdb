import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cx } from "./cx";

/** A table that scrolls sideways inside its card when the window is narrow; a shadow marks the side where it goes on. */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <div className="scroll-edges relative overflow-x-auto rounded-[inherit]" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-muted">{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export function Th({ className, end, ...rest }: ComponentProps<"th"> & { end?: boolean }) {
  return <th scope="col" className={cx("px-4 py-2.5 font-medium whitespace-nowrap first:pl-5 last:pr-5", end && "text-right", className)} {...rest} />;
}

export function Td({ className, end, ...rest }: ComponentProps<"td"> & { end?: boolean }) {
  return <td className={cx("px-4 py-3 align-middle first:pl-5 last:pr-5", end && "tabular text-right whitespace-nowrap", className)} {...rest} />;
}

export function More({ shown, hasMore, busy, load }: { shown: string; hasMore: boolean; busy: boolean; load: () => void }) {
  return (
    <div className="flex items-center justify-between gap-4 border-t border-line px-5 py-3 text-xs text-muted">
      <span className="tabular">{shown}</span>
      {hasMore && (
        <Button size="small" busy={busy} onClick={load}>
          Show more
        </Button>
      )}
    </div>
  );
}
