import { useState, type FormEvent } from "react";
import { explain, Problem } from "@/lib/problem";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { TextField } from "./field";
import { Notice } from "./surface";

type Field = { name: string; label: string; hint?: string; required?: boolean; placeholder?: string; type?: string };
type Props = { title: string; hint?: string; fields: Field[]; initial?: Record<string, string>; verb: string; submit: (values: Record<string, string | null>) => Promise<unknown>; close: () => void };

/** A dialog that asks for a few texts; an empty one is sent as null. */
export function SimpleForm({ title, hint, fields, initial = {}, verb, submit, close }: Props) {
  const [values, setValues] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const run = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await submit(Object.fromEntries(fields.map(({ name }) => [name, values[name]?.trim() || null])));
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const placed = problem?.fields.every((each) => fields.some((field) => field.name === each.field)) && problem.fields.length > 0;
  return (
    <Dialog open onOpen={(open) => !open && close()} title={title} hint={hint}>
      <form onSubmit={run} className="grid gap-4">
        {error !== undefined && !placed && <Notice tone="bad">{explain(error)}</Notice>}
        {fields.map(({ name, ...field }, index) => (
          <TextField key={name} autoFocus={index === 0} {...field} value={values[name] ?? ""} error={problem?.forField(name)} onChange={(event) => setValues({ ...values, [name]: event.target.value })} />
        ))}
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy}>
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
