import { useState } from "react";
import { readContext } from "@/lib/context";
import type { Problem } from "@/lib/problem";
import { useWorkspace } from "@/lib/session";
import { TextArea, TextField } from "@/ui/field";
import { OFFICE_HOURS, type DraftFields } from "./draft-fields";

type Props = { fields: DraftFields; problem?: Problem; put: (change: Partial<DraftFields>) => void };

/** What most campaigns leave as it is: replies, hours, values for the template. */
export function DraftMore({ fields, problem, put }: Props) {
  const used = [fields.reply_to, fields.send_window, fields.template_context].some((each) => each !== null);
  return (
    <details className="group border-t border-line pt-4" open={used || undefined}>
      <summary className="w-fit cursor-pointer rounded text-sm font-medium">More</summary>
      <div className="mt-4 grid gap-5">
        <TextField
          label="Replies go to"
          type="email"
          maxLength={320}
          placeholder="as the sender says"
          value={fields.reply_to ?? ""}
          error={problem?.forField("reply_to")}
          onChange={(event) => put({ reply_to: event.target.value || null })}
        />
        <Hours fields={fields} problem={problem} put={put} />
        <Context fields={fields} problem={problem} put={put} />
      </div>
    </details>
  );
}

function Hours({ fields, problem, put }: Props) {
  const { timezone } = useWorkspace();
  const window = fields.send_window;
  const wrong = problem?.forField("send_window");
  return (
    <fieldset className="grid gap-3">
      <label className="flex items-center gap-2 text-sm font-medium">
        <input type="checkbox" className="accent-(--accent)" checked={window !== null} onChange={(event) => put({ send_window: event.target.checked ? OFFICE_HOURS : null })} />
        Only within some hours of the day
      </label>
      {window && (
        <div className="grid grid-cols-2 gap-3">
          <TextField label="From" type="time" required value={window.start.slice(0, 5)} onChange={(event) => put({ send_window: { ...window, start: event.target.value } })} />
          <TextField label="Until" type="time" required value={window.end.slice(0, 5)} onChange={(event) => put({ send_window: { ...window, end: event.target.value } })} />
        </div>
      )}
      {window && <p className={wrong ? "text-xs text-bad" : "text-xs text-muted"}>{wrong ?? `By the clock of ${window.timezone ?? timezone}; it may pass midnight. Outside of it nothing leaves.`}</p>}
    </fieldset>
  );
}

function Context({ fields, problem, put }: Props) {
  const [text, setText] = useState(() => (fields.template_context ? JSON.stringify(fields.template_context, null, 2) : ""));
  const read = readContext(text);
  const change = (next: string) => {
    setText(next);
    const given = readContext(next);
    if ("context" in given) put({ template_context: next.trim() === "" ? null : given.context });
  };
  return (
    <TextArea
      label="Values for the template"
      className="font-mono text-[13px]"
      placeholder={'{"issue": 12}'}
      spellCheck={false}
      hint="As JSON. They win over what is known about each person."
      value={text}
      error={"wrong" in read ? read.wrong : problem?.forField("template_context")}
      ref={(area) => area?.setCustomValidity("wrong" in read ? read.wrong : "")}
      onChange={(event) => change(event.target.value)}
    />
  );
}
