import { CircleAlert } from "lucide-react";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";
import { post, under } from "@/lib/api";
import { plural, words } from "@/lib/format";
import { explain } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { Button } from "@/ui/button";
import { Dialog, DialogActions } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { Notice } from "@/ui/surface";
import type { CampaignAddress } from "./types";

const ARRIVED = ["SENT", "DELIVERED", "OPENED", "CLICKED", "PENDING"];

/** Sends the campaign's mail to a few addresses, outside of its statistics. */
export function TestSend({ path, close }: { path: CampaignAddress; close: () => void }) {
  const me = useSession().data?.account.email ?? "";
  const [addresses, setAddresses] = useState(me);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const emails = addresses.split(/[\s,;]+/).filter(Boolean);
    setBusy(true);
    try {
      const results = await post(under(path, "/test"), { emails });
      const failed = results.filter((result) => !ARRIVED.includes(result.status));
      if (failed.length > 0) throw new Error(failed.map(({ email, status, detail, reason }) => `${email}: ${detail ?? words(reason ?? status)}`).join(" "));
      toast.success(`Test sent to ${plural(emails.length, "address", "addresses")}`);
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpen={(open) => !open && close()} title="Send a test" hint="The mail as it would go out, marked as a test and left out of all numbers.">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && (
          <Notice tone="bad" icon={CircleAlert}>
            {explain(error)}
          </Notice>
        )}
        <TextField label="To" hint="Several addresses with commas between them." required autoFocus value={addresses} onChange={(event) => setAddresses(event.target.value)} />
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy}>
            Send test
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
