import { useQueryClient } from "@tanstack/react-query";
import { Plus, ShieldBan } from "lucide-react";
import { useState, type FormEvent } from "react";
import { post, remove, type Address, type Model } from "@/lib/api";
import { useDebounced } from "@/lib/debounce";
import { number, words } from "@/lib/format";
import { usePages } from "@/lib/page";
import { explain, Problem } from "@/lib/problem";
import { useAt, useMay } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { Button } from "@/ui/button";
import { Confirm, Dialog, DialogActions } from "@/ui/dialog";
import { SearchField, SmallSelect, TextField } from "@/ui/field";
import { Failed, Rows } from "@/ui/query-state";
import { Badge, Card, Empty, Notice } from "@/ui/surface";
import { More, Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";
import { suppressionOf } from "./suppression";

type Suppression = Model<"Suppression">;

const REASONS = ["MANUAL", "BOUNCE", "COMPLAINT", "UNSUBSCRIBE"] as const;

/** Addresses and domains that get nothing, whatever a campaign says. */
export function Suppressions() {
  const at = useAt();
  const path = at("/audience/suppressions");
  const client = useQueryClient();
  const mayWrite = useMay("WRITE");
  const [search, setSearch] = useUrlState("q");
  const [reason, setReason] = useUrlState("reason");
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Suppression>();
  const entries = usePages(path, { search: useDebounced(search, 250), reason });
  const refresh = () => client.invalidateQueries({ queryKey: [path] });
  const clear = () => {
    setSearch("");
    setReason("");
  };
  const add = mayWrite && (
    <Button icon={Plus} onClick={() => setAdding(true)}>
      Suppress
    </Button>
  );
  return (
    <>
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField label="Search address or domain" value={search} onValue={setSearch} />
        <SmallSelect label="Reason" className="w-40" value={reason} onChange={(event) => setReason(event.target.value)}>
          <option value="">Any reason</option>
          {REASONS.map((each) => (
            <option key={each} value={each}>
              {words(each)}
            </option>
          ))}
        </SmallSelect>
        <span className="ml-auto">{add}</span>
      </div>
      <Card>
        {entries.items === undefined ? (
          entries.error ? <Failed error={entries.error} retry={entries.refetch} /> : <Rows />
        ) : entries.items.length === 0 ? (
          search || reason ? (
            <Empty icon={ShieldBan} title="Nothing matches" action={<Button onClick={clear}>Clear the filters</Button>} />
          ) : (
            <Empty icon={ShieldBan} title="Nobody is suppressed">
              Addresses that bounce for good or complain come here by themselves. You can add an address or a whole domain.
            </Empty>
          )
        ) : (
          <>
            <Table
              label="Suppressions"
              head={
                <>
                  <Th>Address or domain</Th>
                  <Th>Reason</Th>
                  <Th className="hidden md:table-cell">Since</Th>
                  <Th>
                    <span className="sr-only">Actions</span>
                  </Th>
                </>
              }
            >
              {entries.items.map((entry) => (
                <tr key={entry.id}>
                  <Td className="w-full max-w-0 min-w-36">
                    <span className="block truncate font-medium">{entry.kind === "ERASED" ? "An erased person" : entry.kind === "DOMAIN" ? `Everybody at ${entry.value}` : entry.value}</span>
                    {entry.note && <span className="block truncate text-xs text-muted">{entry.note}</span>}
                  </Td>
                  <Td>
                    <Badge tone={entry.reason === "MANUAL" ? "neutral" : entry.reason === "UNSUBSCRIBE" ? "warn" : "bad"}>{words(entry.reason)}</Badge>
                  </Td>
                  <Td className="hidden text-muted md:table-cell">
                    <Time at={entry.created_at} />
                  </Td>
                  <Td end className="py-2">
                    {mayWrite && (
                      <Button size="small" look="danger" aria-label={`Remove ${entry.value}`} onClick={() => setRemoving(entry)}>
                        Remove
                      </Button>
                    )}
                  </Td>
                </tr>
              ))}
            </Table>
            <More shown={`${number(entries.items.length)} shown`} hasMore={entries.hasNextPage} busy={entries.isFetchingNextPage} load={() => void entries.fetchNextPage()} />
          </>
        )}
      </Card>
      {adding && <Add path={path} refresh={refresh} close={() => setAdding(false)} />}
      {removing && (
        <Confirm
          title={`Remove ${removing.value}?`}
          effect="Campaigns may mail it again, unless the person has unsubscribed. Write only to people who want it."
          verb="Remove"
          dangerous
          act={async () => {
            await remove(at("/audience/suppressions/{id}", { id: removing.id }));
            await refresh();
          }}
          close={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

function Add({ path, refresh, close }: { path: Address<"/workspaces/{ws}/audience/suppressions">; refresh: () => Promise<unknown>; close: () => void }) {
  const [what, setWhat] = useState("");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const wrong = problem?.forField("address") ?? problem?.forField("domain");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await post(path, { ...suppressionOf(what), note: note || null });
      await refresh();
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpen={(open) => !open && close()} title="Suppress an address or a domain" hint="No campaign of this workspace mails it any more.">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && !wrong && <Notice tone="bad">{explain(error)}</Notice>}
        <TextField label="Address or domain" hint="ada@example.com, or example.com for everybody there." required autoFocus maxLength={320} value={what} error={wrong} onChange={(event) => setWhat(event.target.value)} />
        <TextField label="Note" hint="Why, for those who ask later." maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy}>
            Add to the list
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
