import { CircleAlert, CircleCheck, Monitor, Smartphone, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { bytes } from "@/lib/format";
import { explain } from "@/lib/problem";
import { Button, IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { MailFrame } from "@/ui/mail-frame";
import { Badge, Card, Empty, Meter, Notice, Skeleton } from "@/ui/surface";
import { Tabs } from "@/ui/tabs";
import { CodeEditor } from "./lazy-code-editor";
import type { Checks } from "./draft-checks";
import type { Finding } from "./types";

/** Gmail cuts a mail off behind this size. */
const GMAIL_CLIPS_AT = 102 * 1024;
const PHONE = 375;

type Jump = (field: string, line: number, column: number) => void;

export function PreviewPane({ checks, jump }: { checks: Checks; jump: Jump }) {
  const [view, setView] = useState("mail");
  const { letter, findings } = checks;
  return (
    <div className="min-w-0">
      <Tabs
        label="What it becomes"
        value={view}
        onValue={setView}
        tabs={[
          { id: "mail", label: "Mail" },
          { id: "text", label: "Plain text" },
          { id: "checks", label: "Checks", count: findings.length || undefined },
          { id: "sample", label: "Sample data" },
        ]}
      >
        {checks.error !== null && <Faults checks={checks} jump={jump} />}
        {view === "mail" && <Mail checks={checks} />}
        {view === "text" && (
          <Card className="h-[38rem] overflow-auto p-5">{letter ? <pre className="font-mono text-xs whitespace-pre-wrap">{letter.text}</pre> : <Skeleton className="h-40" />}</Card>
        )}
        {view === "checks" && <Findings findings={findings} size={letter?.size_bytes} jump={jump} />}
        {view === "sample" && <Sample checks={checks} />}
      </Tabs>
    </div>
  );
}

function Faults({ checks, jump }: { checks: Checks; jump: Jump }) {
  return (
    <div className="mb-4">
      <Notice tone="bad" icon={CircleAlert} title="This cannot be rendered">
        {checks.faults.length === 0
          ? explain(checks.error)
          : checks.faults.map((fault) => (
              <p key={`${fault.field} ${fault.line} ${fault.message}`} className="flex flex-wrap items-baseline gap-x-2">
                <span>
                  {fault.line > 0 && <span className="tabular">Line {fault.line}: </span>}
                  {fault.message}
                  {fault.right && fault.right !== "valid Jinja2" && ` – ${fault.right}`}
                </span>
                {fault.line > 0 && (
                  <button type="button" className="rounded font-medium underline" onClick={() => jump(fault.field, fault.line, fault.column)}>
                    Go there
                  </button>
                )}
              </p>
            ))}
      </Notice>
    </div>
  );
}

function Mail({ checks }: { checks: Checks }) {
  const [phone, setPhone] = useState(false);
  const { letter } = checks;
  return (
    <Card className="overflow-hidden">
      <div className="flex items-center gap-2 border-b border-line px-4 py-2.5">
        <p className="min-w-0 flex-1 truncate text-sm font-medium" title={letter?.subject}>
          {letter?.subject ?? "…"}
        </p>
        <IconButton icon={Smartphone} label="Phone width" aria-pressed={phone} className={cx(phone && "bg-sunken text-ink")} onClick={() => setPhone(true)} />
        <IconButton icon={Monitor} label="Full width" aria-pressed={!phone} className={cx(!phone && "bg-sunken text-ink")} onClick={() => setPhone(false)} />
      </div>
      <div className={cx("h-[36rem] bg-sunken transition-opacity", checks.error !== null && "opacity-50")}>
        {letter ? <MailFrame title="Preview of the mail" html={letter.html} width={phone ? PHONE : undefined} /> : <Skeleton className="h-full" />}
      </div>
    </Card>
  );
}

function Findings({ findings, size, jump }: { findings: Finding[]; size?: number; jump: Jump }) {
  return (
    <div className="grid gap-4">
      {size !== undefined && (
        <Card className="px-5 py-4">
          <div className="tabular mb-2 flex justify-between text-sm">
            <span className="font-medium">Size with tracking</span>
            <span className="text-muted">{bytes(size)} of 102 KB, where Gmail cuts off</span>
          </div>
          <Meter label="Size" value={size} of={GMAIL_CLIPS_AT} tone={size < 0.9 * GMAIL_CLIPS_AT ? "good" : "accent"} />
        </Card>
      )}
      <Card>
        {findings.length === 0 ? (
          <Empty icon={CircleCheck} title="Nothing to complain about" />
        ) : (
          <ul className="divide-y divide-line">
            {findings.map((finding, index) => (
              <li key={index} className="flex items-start gap-3 px-5 py-3.5">
                <Badge tone={finding.severity === "ERROR" ? "bad" : "warn"} icon={finding.severity === "ERROR" ? CircleAlert : TriangleAlert}>
                  {finding.severity === "ERROR" ? "Error" : "Warning"}
                </Badge>
                <div className="min-w-0 flex-1">
                  <p className="break-words">{finding.wrong}</p>
                  <p className="text-xs break-words text-muted">{finding.right}</p>
                </div>
                {finding.line !== null && (
                  <Button size="small" onClick={() => jump(finding.field, finding.line!, finding.column ?? 1)}>
                    Line {finding.line}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

function Sample({ checks }: { checks: Checks }) {
  return (
    <>
      <p className="mb-3 text-xs text-muted">
        Values for the preview, as JSON. Names that every letter gets, such as <code>recipient_name</code>, have samples already; what you write here wins.
      </p>
      <Card className="h-80 overflow-hidden">
        <CodeEditor language="json" label="Sample data as JSON" value={checks.sample} onValue={checks.setSample} />
      </Card>
      {checks.sampleWrong && <p className="mt-2 text-xs text-bad">{checks.sampleWrong}</p>}
    </>
  );
}
