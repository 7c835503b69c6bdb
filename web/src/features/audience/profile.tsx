import { Dialog } from "@/ui/dialog";
import { Time } from "@/ui/time";
import { SubscriberBadge } from "./subscriber-badge";
import type { Subscriber } from "./types";

/** What is known about one person. */
export function Profile({ person, close }: { person: Subscriber; close: () => void }) {
  const attributes = Object.entries(person.attributes);
  return (
    <Dialog open onOpen={(open) => !open && close()} title={person.name || person.email} hint={person.name ? person.email : undefined}>
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2.5 text-sm">
        <dt className="text-muted">Status</dt>
        <dd>
          <SubscriberBadge status={person.status} />
        </dd>
        <dt className="text-muted">Since</dt>
        <dd>
          <Time at={person.created_at} />
        </dd>
        <dt className="text-muted">Tags</dt>
        <dd>{person.tags.join(", ") || "–"}</dd>
        {attributes.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="truncate font-mono text-xs leading-5 text-muted" title={name}>
              {name}
            </dt>
            <dd className="break-words">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
