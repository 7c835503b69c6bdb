import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";
import { post } from "@/lib/api";
import { usePages } from "@/lib/page";
import { explain, Problem } from "@/lib/problem";
import { useAt } from "@/lib/session";
import { Button } from "@/ui/button";
import { Dialog, DialogActions } from "@/ui/dialog";
import { SelectField, TextField } from "@/ui/field";
import { Notice } from "@/ui/surface";

export function AddSubscriber({ close }: { close: () => void }) {
  const at = useAt();
  const client = useQueryClient();
  const lists = usePages(at("/audience/lists"));
  const [fields, setFields] = useState({ email: "", name: "", list: "" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await post(at("/audience/subscribers"), { email: fields.email, name: fields.name || null, lists: fields.list ? [fields.list] : [] });
      await client.invalidateQueries({ queryKey: [at("/audience/subscribers")] });
      toast.success(`${fields.email} is in the audience`);
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpen={(open) => !open && close()} title="Add somebody" hint="Only people who asked for your mail.">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && !problem?.forField("email") && <Notice tone="bad">{explain(error)}</Notice>}
        <TextField label="E-mail" required autoFocus inputMode="email" value={fields.email} error={problem?.forField("email")} onChange={(event) => setFields({ ...fields, email: event.target.value })} />
        <TextField label="Name" value={fields.name} error={problem?.forField("name")} onChange={(event) => setFields({ ...fields, name: event.target.value })} />
        <SelectField label="List" value={fields.list} onChange={(event) => setFields({ ...fields, list: event.target.value })}>
          <option value="">None</option>
          {lists.items?.map((list) => (
            <option key={list.id} value={list.id}>
              {list.name}
            </option>
          ))}
        </SelectField>
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy}>
            Add
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
