import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { patch, post, type Model } from "@/lib/api";
import { words } from "@/lib/format";
import { explain, Problem } from "@/lib/problem";
import { useAt } from "@/lib/session";
import { Button } from "@/ui/button";
import { Dialog, DialogActions } from "@/ui/dialog";
import { TextArea, TextField } from "@/ui/field";
import { Notice } from "@/ui/surface";

/** All but transactional mail, which nobody can opt out of. */
const OF_TEMPLATES = ["NEWSLETTER", "MARKETING", "RELEASE", "ONBOARDING", "GENERAL"];

/** "Product news!" -> "product-news", as the API wants short names. */
const shortName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64);

export function CategoryForm({ category, close }: { category?: Model<"Category">; close: () => void }) {
  const at = useAt();
  const client = useQueryClient();
  const [name, setName] = useState(category?.name ?? "");
  const [description, setDescription] = useState(category?.description ?? "");
  const [templates, setTemplates] = useState(category?.template_categories ?? []);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const wrong = problem?.forField("name") ?? problem?.forField("slug");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    const fields = { name, description, template_categories: templates };
    try {
      if (category) await patch(at("/audience/categories/{id}", { id: category.id }), fields);
      else await post(at("/audience/categories"), { ...fields, slug: shortName(name) });
      await client.invalidateQueries({ queryKey: [at("/audience/categories")] });
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpen={(open) => !open && close()} title={category ? `Edit ${category.name}` : "New category"} hint="People read its name and description on their preference page.">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && !wrong && <Notice tone="bad">{explain(error)}</Notice>}
        <TextField label="Name" required autoFocus maxLength={200} value={name} error={wrong} onChange={(event) => setName(event.target.value)} />
        <TextArea label="Description" maxLength={2000} value={description} onChange={(event) => setDescription(event.target.value)} />
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">Campaigns with these templates belong to it</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-2">
            {OF_TEMPLATES.map((each) => (
              <label key={each} className="flex items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="accent-(--accent)"
                  checked={templates.includes(each)}
                  onChange={(event) => setTemplates(event.target.checked ? [...templates, each] : templates.filter((other) => other !== each))}
                />
                {words(each)}
              </label>
            ))}
          </div>
        </fieldset>
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy}>
            {category ? "Save" : "Create category"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
