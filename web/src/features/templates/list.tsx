import { useQueryClient } from "@tanstack/react-query";
import { LayoutTemplate, Plus } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Link, useNavigate } from "react-router";
import { post } from "@/lib/api";
import { number, words } from "@/lib/format";
import { useDebounced } from "@/lib/debounce";
import { usePages } from "@/lib/page";
import { explain, Problem } from "@/lib/problem";
import { home, useAt, useMay, useWorkspace } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { Button } from "@/ui/button";
import { Dialog, DialogActions } from "@/ui/dialog";
import { SearchField, SelectField, SmallSelect, TextField } from "@/ui/field";
import { Failed, Rows } from "@/ui/query-state";
import { Badge, Card, Empty, Notice, PageHeader } from "@/ui/surface";
import { More, Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";
import { STARTER_HTML } from "./starter";
import { CATEGORIES, type Category, type TemplateSummary } from "./types";

export function Component() {
  const at = useAt();
  const mayWrite = useMay("WRITE");
  const [category, setCategory] = useUrlState("category");
  const [search, setSearch] = useUrlState("q");
  const [making, setMaking] = useState(false);
  const settled = useDebounced(search, 250);
  const templates = usePages(at("/email-marketing/templates"), { category, search: settled });
  const create = mayWrite && (
    <Button look="primary" icon={Plus} onClick={() => setMaking(true)}>
      New template
    </Button>
  );
  return (
    <>
      <title>Templates · Lettermill</title>
      <PageHeader title="Templates" hint="Letters with gaps: HTML and Jinja, filled in for each person." actions={create} />
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField label="Search templates" value={search} onValue={setSearch} />
        <SmallSelect label="Category" className="w-44" value={category} onChange={(event) => setCategory(event.target.value)}>
          <option value="">Any category</option>
          <CategoryOptions />
        </SmallSelect>
      </div>
      <Card>
        {templates.items === undefined ? (
          templates.error ? <Failed error={templates.error} retry={templates.refetch} /> : <Rows />
        ) : templates.items.length === 0 ? (
          category || search ? (
            <Empty icon={LayoutTemplate} title="No template matches" action={<Button onClick={() => { setCategory(""); setSearch(""); }}>Clear the filters</Button>} />
          ) : (
            <Empty icon={LayoutTemplate} title="No templates yet" action={create}>
              A template is what a campaign sends. The first one starts with a letter you can change.
            </Empty>
          )
        ) : (
          <>
            <Table label="Templates" head={<Head />}>
              {templates.items.map((template) => (
                <Row key={template.id} template={template} />
              ))}
            </Table>
            <More shown={`${number(templates.items.length)} shown`} hasMore={templates.hasNextPage} busy={templates.isFetchingNextPage} load={() => void templates.fetchNextPage()} />
          </>
        )}
      </Card>
      {making && <NewTemplate close={() => setMaking(false)} />}
    </>
  );
}

const CategoryOptions = () =>
  CATEGORIES.map((each) => (
    <option key={each} value={each}>
      {words(each)}
    </option>
  ));

const Head = () => (
  <>
    <Th>Template</Th>
    <Th className="hidden sm:table-cell">Category</Th>
    <Th className="hidden md:table-cell">Version</Th>
    <Th>Changed</Th>
  </>
);

function Row({ template }: { template: TemplateSummary }) {
  const workspace = useWorkspace();
  return (
    <tr className="group transition-colors hover:bg-sunken/50">
      <Td className="max-w-60 min-w-44 sm:max-w-md">
        <Link to={`${home(workspace)}/templates/${template.id}`} className="block truncate rounded font-medium group-hover:underline">
          {template.name}
        </Link>
        <span className="block truncate text-xs text-muted">{template.subject_template}</span>
      </Td>
      <Td className="hidden sm:table-cell">
        <span className="flex flex-wrap gap-1.5">
          <Badge>{words(template.category)}</Badge>
          {!template.is_active && <Badge tone="warn">Archived</Badge>}
        </span>
      </Td>
      <Td className="tabular hidden text-muted md:table-cell">{template.version}</Td>
      <Td className="text-muted">
        <Time at={template.updated_at} relative />
      </Td>
    </tr>
  );
}

function NewTemplate({ close }: { close: () => void }) {
  const workspace = useWorkspace();
  const at = useAt();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [category, setCategory] = useState<Category>("NEWSLETTER");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await post(at("/email-marketing/templates"), { name, category, subject_template: name, body_html: STARTER_HTML });
      await client.invalidateQueries({ queryKey: [at("/email-marketing/templates")] });
      navigate(`${home(workspace)}/templates/${made.id}`);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpen={(open) => !open && close()} title="New template" hint="It starts with a plain letter that you change.">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && !problem?.forField("name") && <Notice tone="bad">{explain(error)}</Notice>}
        <TextField label="Name" required autoFocus maxLength={200} value={name} onChange={(event) => setName(event.target.value)} error={problem?.forField("name") ?? problem?.forField("slug")} />
        <SelectField label="Category" hint="What it is about. All but transactional mail needs a way to unsubscribe." value={category} onChange={(event) => setCategory(event.target.value as Category)}>
          <CategoryOptions />
        </SelectField>
        <DialogActions>
          <Button onClick={close}>Close</Button>
          <Button type="submit" look="primary" busy={busy}>
            Create template
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
