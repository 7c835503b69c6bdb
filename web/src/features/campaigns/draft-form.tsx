import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "react-router";
import { get, withQuery, type Address, type Filters, type Item, type Path } from "@/lib/api";
import { words } from "@/lib/format";
import { explain, Problem } from "@/lib/problem";
import { home, useAt, useWorkspace } from "@/lib/session";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import { Notice, Panel } from "@/ui/surface";
import { fieldsOf, type DraftFields } from "./draft-fields";
import { DraftMore } from "./draft-more";
import type { Campaign } from "./types";

type Props = { campaign?: Campaign; save: (fields: DraftFields) => Promise<unknown>; onChanged?: (changed: boolean) => void };

/** Who gets what from whom. */
export function DraftForm({ campaign, save, onChanged }: Props) {
  const workspace = useWorkspace();
  const at = useAt();
  const [saved, setSaved] = useState(() => fieldsOf(campaign));
  const [fields, setFields] = useState(saved);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const lists = useChoices(at("/audience/lists"));
  const templates = useChoices(at("/email-marketing/templates"));
  const categories = useChoices(at("/audience/categories"));
  const identities = useChoices(at("/email-infrastructure/identities"));
  const template = templates?.find((each) => each.id === fields.template_id);
  const problem = error instanceof Problem ? error : undefined;
  const changed = JSON.stringify(fields) !== JSON.stringify(saved);

  const put = (change: Partial<DraftFields>) => {
    const next = { ...fields, ...change };
    setFields(next);
    onChanged?.(JSON.stringify(next) !== JSON.stringify(saved));
  };
  // What was chosen for its messages when they were made can't be chosen again.
  const frozen = (campaign?.materialised_at ?? null) !== null;
  const choice = (name: "list_id" | "template_id" | "sending_identity_id" | "category_id") => ({
    value: fields[name] ?? "",
    error: problem?.forField(name),
    onChange: (event: { target: { value: string } }) => put({ [name]: event.target.value || null }),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await save(fields);
      setSaved(fields);
      onChanged?.(false);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit}>
      <Panel title="The mailing" hint={frozen ? "Its messages are made, so the audience stays; what has left stays as it was." : "It can be changed until it is sent."}>
        <div className="grid gap-5">
          {error !== undefined && !problem?.fields.some((each) => each.field in fields) && <Notice tone="bad">{explain(error)}</Notice>}
          <TextField label="Name" hint="Only you see it." required maxLength={200} value={fields.name} error={problem?.forField("name")} onChange={(event) => put({ name: event.target.value })} />
          <SelectField label="To" disabled={frozen} {...choice("list_id")} hint={lists?.length === 0 && <Hint to={`${home(workspace)}/audience?tab=lists`}>Make lists in Audience to choose among them.</Hint>}>
            <option value="">Everybody in the audience</option>
            {lists?.map((list) => (
              <option key={list.id} value={list.id}>
                {list.name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Template"
            {...choice("template_id")}
            hint={
              template ? (
                <>
                  Subject: <span className="font-mono">{template.subject_template}</span> · {words(template.category)} · <Hint to={`${home(workspace)}/templates/${template.id}`}>Open</Hint>
                </>
              ) : (
                templates?.length === 0 && <Hint to={`${home(workspace)}/templates`}>There is no template yet. Write one first.</Hint>
              )
            }
          >
            <option value="">Choose a template…</option>
            {templates?.filter((each) => each.is_active || each.id === fields.template_id).map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </SelectField>
          <div className="grid gap-5 sm:grid-cols-2">
            <SelectField label="From" {...choice("sending_identity_id")} hint={identities?.length === 0 && <Hint to={`${home(workspace)}/settings?tab=domains`}>Add a sending domain and an address first.</Hint>}>
              <option value="">Choose a sender…</option>
              {identities?.map((identity) => (
                <option key={identity.id} value={identity.id}>
                  {identity.display_name ? `${identity.display_name} <${identity.email}>` : identity.email}
                </option>
              ))}
            </SelectField>
            <SelectField label="Category" disabled={frozen} {...choice("category_id")} hint="People who opted out of it are left out.">
              <option value="">As the template says</option>
              {categories?.map((category) => (
                <option key={category.id} value={category.id}>
                  {category.name}
                </option>
              ))}
            </SelectField>
          </div>
          <DraftMore fields={fields} problem={problem} put={put} />
        </div>
        <div className="mt-6 flex justify-end">
          <Button type="submit" look={campaign ? "secondary" : "primary"} busy={busy} disabled={campaign && !changed}>
            {!campaign ? "Create draft" : frozen ? "Save" : "Save and check again"}
          </Button>
        </div>
      </Panel>
    </form>
  );
}

const Hint = ({ to, children }: { to: string; children: string }) => (
  <Link to={to} className="rounded font-medium text-accent underline">
    {children}
  </Link>
);

/** Enough for a choice; who has more of them than the API gives at once searches in their room. */
const MOST = 200;

function useChoices<P extends Path>(path: Address<P>) {
  const query = useQuery({ queryKey: [path, "choices"], queryFn: ({ signal }) => get(withQuery(path, { limit: MOST } as Filters<P>), signal) });
  return (query.data as { items: Item<P>[] } | undefined)?.items;
}
