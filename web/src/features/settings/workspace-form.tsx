import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";
import { get, patch, type Address, type Model } from "@/lib/api";
import { explain, Problem } from "@/lib/problem";
import { useAt, useMay } from "@/lib/session";
import { Button } from "@/ui/button";
import { TextArea, TextField } from "@/ui/field";
import { Loaded } from "@/ui/query-state";
import { Notice, Panel } from "@/ui/surface";

type Details = Model<"Workspace">;

export function WorkspaceForm() {
  const path = useAt()("");
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal) });
  return <Loaded query={query}>{(details) => <Form details={details} path={path} />}</Loaded>;
}

function Form({ details, path }: { details: Details; path: Address<"/workspaces/{ws}"> }) {
  const client = useQueryClient();
  const mayManage = useMay("MANAGE");
  const [fields, setFields] = useState({
    name: details.name,
    timezone: details.timezone,
    postal_address: details.postal_address ?? "",
    tracking_domain: details.tracking_domain ?? "",
  });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    error: problem?.forField(name),
    disabled: !mayManage,
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await patch(path, { ...fields, postal_address: fields.postal_address || null, tracking_domain: fields.tracking_domain || null });
      await Promise.all([client.invalidateQueries({ queryKey: [path] }), client.invalidateQueries({ queryKey: ["session"] })]);
      toast.success("Saved");
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} className="max-w-2xl">
      <Panel title="Workspace">
        <div className="grid gap-5">
          {error !== undefined && !problem?.fields.length && <Notice tone="bad">{explain(error)}</Notice>}
          <TextField label="Name" required maxLength={200} {...field("name")} />
          <TextField label="Time zone" hint="Schedules are read in it, and its midnight ends the day of every limit." required list="zones" {...field("timezone")} />
          <datalist id="zones">
            {Intl.supportedValuesOf("timeZone").map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <TextArea label="Postal address" hint="Stands at the foot of marketing mail, which does not go out without it." {...field("postal_address")} />
          <TextField label="Tracking domain" hint="Host of links and preference pages, such as links.example.com. Empty: this server’s own address." {...field("tracking_domain")} />
        </div>
        {mayManage && (
          <div className="mt-6 flex justify-end">
            <Button type="submit" look="primary" busy={busy}>
              Save
            </Button>
          </div>
        )}
      </Panel>
    </form>
  );
}
