import { useQueryClient } from "@tanstack/react-query";
import { Save } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useBlocker } from "react-router";
import { toast } from "sonner";
import { patch } from "@/lib/api";
import { words } from "@/lib/format";
import { explain, Problem } from "@/lib/problem";
import { home, useMay, useWorkspace } from "@/lib/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { Badge, Card, PageHeader } from "@/ui/surface";
import { Tabs } from "@/ui/tabs";
import { CodeEditor } from "./lazy-code-editor";
import { Envelope } from "./envelope";
import { More } from "./more";
import { useDraftChecks } from "./draft-checks";
import { PreviewPane } from "./preview-pane";
import { SYSTEM_NAMES, type Content, type Template, type TemplateAddress } from "./types";
import { VariableTable } from "./variable-table";

const PARTS = [
  { id: "body_html", label: "HTML" },
  { id: "body_text", label: "Plain text" },
  { id: "variables", label: "Variables" },
];

const contentOf = (template: Template): Content => ({
  subject_template: template.subject_template,
  preview_text: template.preview_text,
  body_html: template.body_html,
  body_text: template.body_text,
  variables: template.variables,
});

/** Code on the left, what it becomes on the right. */
export function Workbench({ template, path }: { template: Template; path: TemplateAddress }) {
  const workspace = useWorkspace();
  const client = useQueryClient();
  const mayWrite = useMay("WRITE");
  const [saved, setSaved] = useState(() => contentOf(template));
  const [content, setContent] = useState(saved);
  const [version, setVersion] = useState(template.version);
  const [part, setPart] = useState("body_html");
  const [goTo, setGoTo] = useState<{ line: number; column: number }>();
  const [saving, setSaving] = useState(false);
  const checks = useDraftChecks(path, content);
  const changed = JSON.stringify(content) !== JSON.stringify(saved);
  const put = (change: Partial<Content>) => setContent((before) => ({ ...before, ...change }));
  const jump = (field: string, line: number, column: number) => {
    setPart(PARTS.some((each) => each.id === field) ? field : "body_html");
    if (line > 0) setGoTo({ line, column });
  };

  const save = async () => {
    setSaving(true);
    try {
      const now = await patch(path, content);
      setSaved(content);
      setVersion(now.version);
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes("/templates") && queryKey[0] !== path });
      toast.success(`Saved as version ${now.version}`);
    } catch (error) {
      toast.error(error instanceof Problem && error.fields[0] ? `Not saved: ${error.fields[0].field} ${error.fields[0].wrong}` : explain(error));
    } finally {
      setSaving(false);
    }
  };
  useSaveKey(() => changed && mayWrite && void save());
  const leaving = useBlocker(changed);

  return (
    <>
      <title>{`${template.name} · Lettermill`}</title>
      <PageHeader
        back={{ to: `${home(workspace)}/templates`, label: "Templates" }}
        title={template.name}
        badge={
          <>
            <Badge>{words(template.category)}</Badge>
            <span className="tabular text-xs text-muted">version {version}</span>
            {changed && <Badge tone="warn">Unsaved changes</Badge>}
          </>
        }
        actions={
          <>
            <More template={template} path={path} version={version} />
            {mayWrite && (
              <Button look="primary" icon={Save} busy={saving} disabled={!changed} onClick={save} title="Ctrl+S">
                Save
              </Button>
            )}
          </>
        }
      />
      <div data-wide className="grid gap-5 xl:grid-cols-2">
        <div className="grid min-w-0 content-start gap-5">
          <Envelope content={content} put={put} faults={checks.faults} />
          <Tabs label="Parts of the template" tabs={PARTS} value={part} onValue={setPart}>
            {part === "variables" ? (
              <VariableTable variables={content.variables} onVariables={(variables) => put({ variables })} readOnly={!mayWrite} />
            ) : (
              <Card className="h-[34rem] overflow-hidden">
                <CodeEditor
                  key={part}
                  label={part === "body_html" ? "HTML of the template" : "Plain text of the template"}
                  language={part === "body_html" ? "html" : "text"}
                  value={(part === "body_html" ? content.body_html : content.body_text) ?? ""}
                  onValue={(value) => put({ [part]: part === "body_text" && value.trim() === "" ? null : value })}
                  names={[...SYSTEM_NAMES, ...content.variables.map((variable) => variable.name)]}
                  faults={checks.faults.filter((fault) => fault.field === part)}
                  goTo={goTo}
                  readOnly={!mayWrite}
                />
              </Card>
            )}
          </Tabs>
          {part === "body_text" && content.body_text === null && (
            <p className="-mt-2 text-xs text-muted">Empty: the plain text is made from the HTML, as the preview shows it.</p>
          )}
        </div>
        <PreviewPane checks={checks} jump={jump} />
      </div>
      {leaving.state === "blocked" && (
        <Confirm
          title="Leave without saving?"
          effect="What you changed since the last save will be lost."
          verb="Leave"
          dangerous
          act={async () => leaving.proceed()}
          close={() => leaving.state === "blocked" && leaving.reset()}
        />
      )}
    </>
  );
}

function useSaveKey(act: () => void) {
  const run = useEffectEvent(act);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
