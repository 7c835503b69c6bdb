import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState, type FormEvent } from "react";
import { get, post, remove, type Model } from "@/lib/api";
import { words } from "@/lib/format";
import { explain } from "@/lib/problem";
import { useAt } from "@/lib/session";
import { Button } from "@/ui/button";
import { Copyable } from "@/ui/copyable";
import { Confirm, Dialog, DialogActions } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { Loaded } from "@/ui/query-state";
import { Badge, Card, Empty, Notice } from "@/ui/surface";
import { Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";

type ApiKey = Model<"ApiKey">;

const SCOPES: ApiKey["scopes"] = ["READ", "WRITE", "SEND"];

export function ApiKeys() {
  const at = useAt();
  const path = at("/api-keys");
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const keys = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal) });
  const create = (
    <Button icon={Plus} onClick={() => setMaking(true)}>
      New key
    </Button>
  );
  return (
    <>
      {!!keys.data?.length && <div className="mb-4 flex justify-end">{create}</div>}
      <Card>
        <Loaded query={keys}>
          {(items) =>
            items.length === 0 ? (
              <Empty icon={KeyRound} title="No API keys" action={create}>
                A key lets a program use the API of this workspace.
              </Empty>
            ) : (
              <Table
                label="API keys"
                head={
                  <>
                    <Th>Key</Th>
                    <Th>May</Th>
                    <Th>Last used</Th>
                    <Th>
                      <span className="sr-only">Actions</span>
                    </Th>
                  </>
                }
              >
                {items.map((key) => (
                  <tr key={key.id}>
                    <Td>
                      <span className="block font-medium">{key.name}</span>
                      <span className="font-mono text-xs text-muted">{key.hint}…</span>
                    </Td>
                    <Td>
                      <span className="flex flex-wrap gap-1.5">
                        {key.scopes.map((scope) => (
                          <Badge key={scope}>{words(scope)}</Badge>
                        ))}
                      </span>
                    </Td>
                    <Td className="text-muted">{key.last_used_at ? <Time at={key.last_used_at} relative /> : "never"}</Td>
                    <Td end>
                      {key.revoked_at ? (
                        <Badge>Revoked</Badge>
                      ) : (
                        <Button size="small" look="danger" onClick={() => setRevoking(key)}>
                          Revoke
                        </Button>
                      )}
                    </Td>
                  </tr>
                ))}
              </Table>
            )
          }
        </Loaded>
      </Card>
      {making && <NewKey close={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={`Revoke ${revoking.name}`}
          effect="Programs that use this key are refused from now on. This cannot be undone."
          verb="Revoke key"
          dangerous
          act={async () => {
            await remove(at("/api-keys/{id}", { id: revoking.id }));
            await client.invalidateQueries({ queryKey: [path] });
          }}
          close={() => setRevoking(undefined)}
        />
      )}
    </>
  );
}

function NewKey({ close }: { close: () => void }) {
  const path = useAt()("/api-keys");
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<ApiKey["scopes"]>(["READ"]);
  const [secret, setSecret] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      setSecret((await post(path, { name, scopes })).secret);
      await client.invalidateQueries({ queryKey: [path] });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  if (secret) {
    return (
      <Dialog open onOpen={(open) => !open && close()} title={name} hint="Copy the key now: it is shown only this once.">
        <Copyable label="API key" value={secret} />
        <DialogActions>
          <Button look="primary" onClick={close}>
            Done
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpen={(open) => !open && close()} title="New API key">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && <Notice tone="bad">{explain(error)}</Notice>}
        <TextField label="Name" hint="What uses it." required autoFocus maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">It may</legend>
          <div className="flex gap-5">
            {SCOPES.map((scope) => (
              <label key={scope} className="flex items-center gap-2">
                <input
                  type="checkbox"
                  className="accent-(--accent)"
                  checked={scopes.includes(scope)}
                  onChange={(event) => setScopes(SCOPES.filter((each) => (each === scope ? event.target.checked : scopes.includes(each))))}
                />
                {words(scope)}
              </label>
            ))}
          </div>
        </fieldset>
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy} disabled={scopes.length === 0}>
            Create key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
