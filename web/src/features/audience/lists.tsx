import { useQueryClient } from "@tanstack/react-query";
import { ListPlus, Rows3 } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Link } from "react-router";
import { post } from "@/lib/api";
import { number } from "@/lib/format";
import { usePages } from "@/lib/page";
import { explain, Problem } from "@/lib/problem";
import { home, useAt, useMay, useWorkspace } from "@/lib/session";
import { Button } from "@/ui/button";
import { Dialog, DialogActions } from "@/ui/dialog";
import { TextArea, TextField } from "@/ui/field";
import { Failed, Rows } from "@/ui/query-state";
import { Card, Empty, Notice } from "@/ui/surface";
import { More, Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";

export function Lists() {
  const workspace = useWorkspace();
  const at = useAt();
  const mayWrite = useMay("WRITE");
  const [making, setMaking] = useState(false);
  const lists = usePages(at("/audience/lists"));
  const create = mayWrite && (
    <Button icon={ListPlus} onClick={() => setMaking(true)}>
      New list
    </Button>
  );
  return (
    <>
      {!!lists.items?.length && create && <div className="mb-4 flex justify-end">{create}</div>}
      <Card>
        {lists.items === undefined ? (
          lists.error ? <Failed error={lists.error} retry={lists.refetch} /> : <Rows />
        ) : lists.items.length === 0 ? (
          <Empty icon={Rows3} title="No lists yet" action={create}>
            A list is a group of people who signed up for the same thing.
          </Empty>
        ) : (
          <>
            <Table
              label="Lists"
              head={
                <>
                  <Th>List</Th>
                  <Th end>People</Th>
                  <Th className="hidden sm:table-cell">Made</Th>
                </>
              }
            >
              {lists.items.map((list) => (
                <tr key={list.id} className="group transition-colors hover:bg-sunken/50">
                  <Td className="max-w-96">
                    <Link to={`${home(workspace)}/audience?list=${list.id}`} className="block truncate rounded font-medium group-hover:underline">
                      {list.name}
                    </Link>
                    {list.description && <span className="block truncate text-xs text-muted">{list.description}</span>}
                  </Td>
                  <Td end>{number(list.subscribers)}</Td>
                  <Td className="hidden text-muted sm:table-cell">
                    <Time at={list.created_at} />
                  </Td>
                </tr>
              ))}
            </Table>
            <More shown={`${number(lists.items.length)} shown`} hasMore={lists.hasNextPage} busy={lists.isFetchingNextPage} load={() => void lists.fetchNextPage()} />
          </>
        )}
      </Card>
      {making && <NewList close={() => setMaking(false)} />}
    </>
  );
}

function NewList({ close }: { close: () => void }) {
  const at = useAt();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await post(at("/audience/lists"), { name, description });
      await client.invalidateQueries({ queryKey: [at("/audience/lists")] });
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpen={(open) => !open && close()} title="New list">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && !problem?.forField("name") && <Notice tone="bad">{explain(error)}</Notice>}
        <TextField label="Name" required autoFocus maxLength={200} value={name} error={problem?.forField("name")} onChange={(event) => setName(event.target.value)} />
        <TextArea label="Description" value={description} onChange={(event) => setDescription(event.target.value)} />
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy}>
            Create list
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
