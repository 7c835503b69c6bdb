import { words } from "@/lib/format";
import { usePages } from "@/lib/page";
import { useAt } from "@/lib/session";
import { Dialog } from "@/ui/dialog";
import { Time } from "@/ui/time";
import { SubscriberBadge } from "./subscriber-badge";
import type { Subscriber } from "./types";

/** What is known about one person. */
export function Profile({ person, close }: { person: Subscriber; close: () => void }) {
  const at = useAt();
  const lists = usePages(at("/audience/lists"));
  const on = lists.items?.filter((list) => person.lists.includes(list.id)).map((list) => list.name);
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
        <dt className="text-muted">Lists</dt>
        <dd>{on?.join(", ") || "–"}</dd>
        {attributes.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="truncate font-mono text-xs leading-5 text-muted" title={name}>
              {name}
            </dt>
            <dd className="break-words">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      <History person={person} />
    </Dialog>
  );
}

/** What the person agreed to and took back; nothing of it is ever changed. */
function History({ person }: { person: Subscriber }) {
  const at = useAt();
  const entries = usePages(at("/audience/subscribers/{id}/consent", { id: person.id }));
  if (!entries.items?.length) return null;
  return (
    <>
      <h3 className="mt-6 mb-2 text-sm font-semibold">Consent</h3>
      <ul className="divide-y divide-line border-y border-line text-sm">
        {entries.items.map((entry) => (
          <li key={entry.id} className="flex flex-wrap justify-between gap-x-4 py-2">
            <span>
              {words(entry.change)} <span className="text-muted">through {words(entry.source).toLowerCase()}{entry.detail && `, ${entry.detail}`}</span>
            </span>
            <span className="text-muted">
              <Time at={entry.occurred_at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
