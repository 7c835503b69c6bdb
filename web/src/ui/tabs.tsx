import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export type Tab = { id: string; label: string; count?: ReactNode };

/** Tabs whose content the caller picks by `value`; the row scrolls when it is too wide. */
export function Tabs({ tabs, value, onValue, label, children }: { tabs: Tab[]; value: string; onValue: (value: string) => void; label: string; children: ReactNode }) {
  return (
    <Primitive.Root value={value} onValueChange={onValue}>
      <Primitive.List aria-label={label} className="mb-5 flex gap-5 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px border-b-2 border-transparent px-0.5 pt-1 pb-2.5 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-ink data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && <span className="tabular ml-1.5 text-xs text-muted">{tab.count}</span>}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      <Primitive.Content value={value} className="focus-visible:outline-none">
        {children}
      </Primitive.Content>
    </Primitive.Root>
  );
}
