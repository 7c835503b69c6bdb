import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "react-router";
import { get } from "@/lib/http";
import { words } from "@/lib/format";
import type { Page } from "@/lib/page";
import { explain, Problem } from "@/lib/problem";
import { audience, home, infrastructure, marketing, useWorkspace } from "@/lib/session";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import { Notice, Panel } from "@/ui/surface";
import type { Campaign } from "./types";

export type DraftFields = { name: string; list_id: string | null; template_id: string | null; sending_identity_id: string | null; category_id: string | null };

type Named = { id: string; name: string };
type TemplateChoice = Named & { subject_template: string; category: string; is_active: boolean };
type Identity = { id: string; email: string; display_name: string | null; is_default: boolean };

export const fieldsOf = (campaign?: Campaign): DraftFields => ({
  name: campaign?.name ?? "",
  list_id: campaign?.list_id ?? null,
  template_id: campaign?.template_id ?? null,
  sending_identity_id: campaign?.sending_identity_id ?? null,
  category_id: campaign?.category_id ?? null,
});

type Props = { campaign?: Campaign; save: (fields: DraftFields) => Promise<unknown>; onChanged?: (changed: boolean) => void };

/** Who gets what from whom. */
export function DraftForm({ campaign, save, onChanged }: Props) {
  const workspace = useWorkspace();
  const [saved, setSaved] = useState(() => fieldsOf(campaign));
  const [fields, setFields] = useState(saved);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const lists = useChoices<Named>(`${audience(workspace)}/lists`);
  const templates = useChoices<TemplateChoice>(`${marketing(workspace)}/templates`);
  const categories = useChoices<Named>(`${audience(workspace)}/categories`);
  const identities = useChoices<Identity>(`${infrastructure(workspace)}/identities`);
  const template = templates?.find((each) => each.id === fields.template_id);
  const problem = error instanceof Problem ? error : undefined;
  const changed = JSON.stringify(fields) !== JSON.stringify(saved);

  const put = (change: Partial<DraftFields>) => {
    const next = { ...fields, ...change };
    setFields(next);
    onChanged?.(JSON.stringify(next) !== JSON.stringify(saved));
  };
  const choice = (name: keyof DraftFields) => ({
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
      <Panel title="The mailing" hint="A draft can be changed until it is sent.">
        <div className="grid gap-5">
          {error !== undefined && !problem?.fields.some((each) => each.field in fields) && <Notice tone="bad">{explain(error)}</Notice>}
          <TextField label="Name" hint="Only you see it." required maxLength={200} value={fields.name} error={problem?.forField("name")} onChange={(event) => put({ name: event.target.value })} />
          <SelectField label="To" {...choice("list_id")} hint={lists?.length === 0 && <Hint to={`${home(workspace)}/audience?tab=lists`}>Make lists in Audience to choose among them.</Hint>}>
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
            <SelectField label="Category" {...choice("category_id")} hint="People who opted out of it are left out.">
              <option value="">As the template says</option>
              {categories?.map((category) => (
                <option key={category.id} value={category.id}>
                  {category.name}
                </option>
              ))}
            </SelectField>
          </div>
        </div>
        <div className="mt-6 flex justify-end">
          <Button type="submit" look={campaign ? "secondary" : "primary"} busy={busy} disabled={campaign && !changed}>
            {campaign ? "Save and check again" : "Create draft"}
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

function useChoices<T>(path: string): T[] | undefined {
  const query = useQuery({ queryKey: [path, "choices"], queryFn: ({ signal }) => get<Page<T>>(`${path}?limit=200`, signal) });
  return query.data?.items;
}
