import { CircleAlert, FileUp } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { upload, withQuery } from "@/lib/api";
import { explain } from "@/lib/problem";
import { home, useAt, useWorkspace } from "@/lib/session";
import { cx } from "@/ui/cx";
import { Notice, PageHeader } from "@/ui/surface";

/** First step: the file itself. */
export function Component() {
  const workspace = useWorkspace();
  const at = useAt();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setError(undefined);
    try {
      const path = withQuery(at("/audience/imports"), { file_name: file.name });
      const { imported } = await upload(path, new Blob([file], { type: "text/csv" }));
      navigate(`${home(workspace)}/audience/import/${imported.id}`, { replace: true });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <>
      <title>Import · Lettermill</title>
      <PageHeader
        back={{ to: `${home(workspace)}/audience`, label: "Audience" }}
        title="Import people"
        hint="A CSV file, as a spreadsheet saves it or as Mailchimp, Mautic and listmonk export it. Nothing is imported yet: next you see what becomes of its columns."
      />
      <div className="grid max-w-2xl gap-5">
        {error !== undefined && (
          <Notice tone="bad" icon={CircleAlert}>
            {explain(error)}
          </Notice>
        )}
        <label
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer.files[0]);
          }}
          className={cx(
            "flex cursor-pointer flex-col items-center rounded-xl border-2 border-dashed border-line-strong bg-surface px-6 py-16 text-center transition-colors",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-line hover:bg-sunken",
            over && "border-accent-line bg-accent-soft",
            busy && "pointer-events-none opacity-60",
          )}
        >
          <FileUp className="mb-3 size-7 text-muted" aria-hidden />
          <span className="font-medium">{busy ? "Uploading…" : "Choose a file or drop it here"}</span>
          <span className="mt-1 text-xs text-muted">Any delimiter; UTF-8, UTF-16 or Windows-1252. People who left stay away, whatever the file says.</span>
          <input type="file" accept=".csv,.tsv,.txt,text/csv" className="sr-only" disabled={busy} onChange={(event) => void take(event.target.files?.[0])} />
        </label>
      </div>
    </>
  );
}
