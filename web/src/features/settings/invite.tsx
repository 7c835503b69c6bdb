import { useState, type FormEvent } from "react";
import { post } from "@/lib/api";
import { explain, Problem } from "@/lib/problem";
import { useAt, type Role } from "@/lib/session";
import { Button } from "@/ui/button";
import { Copyable } from "@/ui/copyable";
import { Dialog, DialogActions } from "@/ui/dialog";
import { SelectField, TextField } from "@/ui/field";
import { Notice } from "@/ui/surface";
import { RoleOptions, ROLES } from "./roles";

/** Makes a link by which one person joins. It is passed on by hand: the system that sends newsletters writes to nobody by itself. */
export function Invite({ close }: { close: () => void }) {
  const at = useAt();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("EDITOR");
  const [link, setLink] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const wrong = error instanceof Problem ? error.forField("email") : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const { token } = await post(at("/invitations"), { email, role });
      setLink(`${location.origin}/invitation#token=${token}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  if (link) {
    return (
      <Dialog open onOpen={(open) => !open && close()} title={`Invitation for ${email}`} hint="Send them this link. It works once, and is shown only now.">
        <Copyable label="invitation link" value={link} />
        <DialogActions>
          <Button look="primary" onClick={close}>
            Done
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpen={(open) => !open && close()} title="Invite somebody">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && !wrong && <Notice tone="bad">{explain(error)}</Notice>}
        <TextField label="E-mail" type="email" required autoFocus maxLength={320} value={email} error={wrong} onChange={(event) => setEmail(event.target.value)} />
        <SelectField label="Role" hint={ROLES[role]} value={role} onChange={(event) => setRole(event.target.value as Role)}>
          <RoleOptions />
        </SelectField>
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy}>
            Make the link
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
