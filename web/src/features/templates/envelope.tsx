import { TextField } from "@/ui/field";
import { Card } from "@/ui/surface";
import type { Fault } from "./place";
import type { Content } from "./types";

/** What an inbox shows before the mail is opened. */
export function Envelope({ content, put, faults }: { content: Content; put: (change: Partial<Content>) => void; faults: Fault[] }) {
  const fault = (field: string) => faults.find((each) => each.field === field)?.message;
  return (
    <Card className="grid gap-4 p-5 sm:grid-cols-2">
      <TextField label="Subject" className="font-mono text-[13px]" value={content.subject_template} error={fault("subject_template")} onChange={(event) => put({ subject_template: event.target.value })} />
      <TextField
        label="Preview text"
        className="font-mono text-[13px]"
        value={content.preview_text ?? ""}
        error={fault("preview_text")}
        placeholder="Shown behind the subject"
        onChange={(event) => put({ preview_text: event.target.value === "" ? null : event.target.value })}
      />
    </Card>
  );
}
