import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, Ellipsis, History, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { toast } from "sonner";
import { get, post, remove, under, withQuery } from "@/lib/api";
import { bytes, plural } from "@/lib/format";
import { explain } from "@/lib/problem";
import { home, useAt, useMay, useWorkspace } from "@/lib/session";
import { Button, IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Confirm, Dialog } from "@/ui/dialog";
import { Menu, MenuItem } from "@/ui/menu";
import { Loaded } from "@/ui/query-state";
import { Time } from "@/ui/time";
import { folded } from "./diff";
import type { Template, TemplateAddress } from "./types";

/** Everything one does with a template now and then: versions, copy, delete. */
export function More({ template, path, version }: { template: Template; path: TemplateAddress; version: number }) {
  const workspace = useWorkspace();
  const at = useAt();
  const navigate = useNavigate();
  const client = useQueryClient();
  const mayWrite = useMay("WRITE");
  const [open, setOpen] = useState<"versions" | "delete">();
  const refresh = () => client.invalidateQueries({ queryKey: [at("/email-marketing/templates")] });
  const duplicate = async () => {
    try {
      const copy = await post(under(path, "/duplicate"));
      await refresh();
      navigate(`${home(workspace)}/templates/${copy.id}`);
    } catch (error) {
      toast.error(explain(error));
    }
  };
  return (
    <>
      <Button icon={History} onClick={() => setOpen("versions")}>
        Versions
      </Button>
      {mayWrite && (
        <Menu trigger={<IconButton icon={Ellipsis} label="More actions" />}>
          <MenuItem icon={Copy} onSelect={() => void duplicate()}>
            Duplicate
          </MenuItem>
          <MenuItem icon={Trash2} dangerous onSelect={() => setOpen("delete")}>
            Delete
          </MenuItem>
        </Menu>
      )}
      {open === "versions" && <Versions template={template} path={path} current={version} close={() => setOpen(undefined)} />}
      {open === "delete" && (
        <Confirm
          title={`Delete ${template.name}`}
          effect="Campaigns that were sent with it keep what they sent. Drafts that use it need another template."
          verb="Delete template"
          dangerous
          act={async () => {
            await remove(path);
            await refresh();
            navigate(`${home(workspace)}/templates`, { replace: true });
          }}
          close={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function Versions({ template, path, current, close }: { template: Template; path: TemplateAddress; current: number; close: () => void }) {
  const at = useAt();
  const client = useQueryClient();
  const mayWrite = useMay("WRITE");
  const [chosen, setChosen] = useState<number>();
  const [busy, setBusy] = useState(false);
  const versions = useQuery({ queryKey: [under(path, "/versions"), current], queryFn: () => get(under(path, "/versions")) });
  const restore = async (number: number) => {
    setBusy(true);
    try {
      client.setQueryData([path], await post(at("/email-marketing/templates/{id}/versions/{number}/restore", { id: template.id, number })));
      toast.success(`Version ${number} is back, as the newest one`);
      close();
    } catch (error) {
      toast.error(explain(error));
      setBusy(false);
    }
  };
  return (
    <Dialog open wide onOpen={(open) => !open && close()} title="Versions" hint="Every save is kept. Restoring one makes it the newest; nothing is lost.">
      <Loaded query={versions}>
        {({ items }) => (
          <ul className="divide-y divide-line rounded-lg border border-line">
            {items.map((entry) => (
              <li key={entry.number} className="px-4 py-3">
                <div className="flex flex-wrap items-center gap-3">
                  <span className="tabular w-8 font-medium">{entry.number}</span>
                  <span className="min-w-0 flex-1 basis-40">
                    <span className="block truncate">{entry.subject_template}</span>
                    <span className="block text-xs text-muted">
                      <Time at={entry.created_at} relative /> by {entry.created_by} · {bytes(entry.html_bytes)}
                    </span>
                  </span>
                  {entry.number === current ? (
                    <span className="text-xs text-muted">newest</span>
                  ) : (
                    <>
                      <Button size="small" aria-expanded={chosen === entry.number} onClick={() => setChosen(chosen === entry.number ? undefined : entry.number)}>
                        Compare
                      </Button>
                      {mayWrite && (
                        <Button size="small" busy={busy} onClick={() => restore(entry.number)}>
                          Restore
                        </Button>
                      )}
                    </>
                  )}
                </div>
                {chosen === entry.number && <Difference template={template} from={entry.number} to={current} />}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Dialog>
  );
}

const LINE_LOOK = { SAME: "", REMOVED: "bg-bad-soft text-bad", ADDED: "bg-good-soft text-good" };
const LINE_SIGN = { SAME: " ", REMOVED: "−", ADDED: "+" };

function Difference({ template, from, to }: { template: Template; from: number; to: number }) {
  const at = useAt();
  const path = withQuery(at("/email-marketing/templates/{id}/versions/{number}/diff", { id: template.id, number: from }), { to });
  const diff = useQuery({ queryKey: [path], queryFn: () => get(path) });
  return (
    <Loaded query={diff}>
      {({ parts }) =>
        parts.length === 0 ? (
          <p className="mt-3 text-xs text-muted">No difference.</p>
        ) : (
          parts.map((part) => (
            <div key={part.field} className="mt-3 overflow-x-auto rounded-md border border-line">
              <p className="border-b border-line bg-sunken px-3 py-1 text-xs text-muted">{part.field}</p>
              <pre className="min-w-fit py-1 font-mono text-xs">
                {folded(part.lines).map((line, index) =>
                  "skipped" in line ? (
                    <div key={index} className="my-1 border-y border-line bg-sunken px-3 text-muted">
                      {plural(line.skipped, "line", "lines")} unchanged
                    </div>
                  ) : (
                    <div key={index} className={cx("px-3", LINE_LOOK[line.change])}>
                      {LINE_SIGN[line.change]} {line.text}
                    </div>
                  ),
                )}
              </pre>
            </div>
          ))
        )
      }
    </Loaded>
  );
}
