import { useQuery } from "@tanstack/react-query";
import { CircleAlert, FlaskConical, Upload } from "lucide-react";
import { useState } from "react";
import { post, under } from "@/lib/api";
import { words } from "@/lib/format";
import { usePages } from "@/lib/page";
import { explain } from "@/lib/problem";
import { useAt } from "@/lib/session";
import { Button } from "@/ui/button";
import { SelectField, SmallSelect, TextField } from "@/ui/field";
import { Notice, Panel } from "@/ui/surface";
import { ATTRIBUTE_TYPES, TARGETS, type AttributeType, type ColumnMapping, type Import, type ImportAddress, type Target } from "./import-types";
import { mappingFault, withTarget } from "./mapping";

type Props = { job: Import; path: ImportAddress; put: (now: Import) => void };

/** What becomes of each column, and of everybody in the file. */
export function MappingForm({ job, path, put }: Props) {
  const at = useAt();
  const lists = usePages(at("/audience/lists"));
  const look = useQuery({ queryKey: [path, "sample"], queryFn: () => post(under(path, "/inspect"), {}), staleTime: Infinity });
  const samples = (index: number) => [...new Set(look.data?.sample.map((row) => row[index] ?? "").filter(Boolean))].slice(0, 3).join(", ");
  const [columns, setColumns] = useState(job.plan.columns);
  const [list, setList] = useState(job.plan.lists[0] ?? "");
  const [tags, setTags] = useState(job.plan.tags.join(", "));
  const [busy, setBusy] = useState<Import["mode"]>();
  const [error, setError] = useState<unknown>();
  const fault = mappingFault(columns);
  const start = async (mode: Import["mode"]) => {
    setBusy(mode);
    setError(undefined);
    try {
      const plan = { columns, lists: list ? [list] : [], tags: tags.split(",").map((tag) => tag.trim()).filter(Boolean) };
      put(await post(under(path, "/start"), { mode, ...plan }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Panel title="What becomes of the columns" hint="Proposed from the headings; change what is wrong.">
      <ul aria-label="Columns" className="-mx-5 mb-5 divide-y divide-line border-y border-line">
        {columns.map((column, index) => (
          <ColumnRow key={index} column={column} samples={samples(index)} onColumn={(next) => setColumns(columns.map((each, at) => (at === index ? next : each)))} />
        ))}
      </ul>
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField label="Everybody joins" value={list} onChange={(event) => setList(event.target.value)}>
          <option value="">No list</option>
          {lists.items?.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
        <TextField label="Everybody gets the tags" hint="With commas between them." value={tags} onChange={(event) => setTags(event.target.value)} />
      </div>
      <div className="mt-5 grid gap-4">
        {(fault || error !== undefined) && (
          <Notice tone="bad" icon={CircleAlert}>
            {fault ?? explain(error)}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button icon={FlaskConical} busy={busy === "DRY_RUN"} disabled={!!fault || !!busy} onClick={() => start("DRY_RUN")}>
            Try it without importing
          </Button>
          <Button look="primary" icon={Upload} busy={busy === "IMPORT"} disabled={!!fault || !!busy} onClick={() => start("IMPORT")}>
            Import
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** One column of the file; side by side where there is room, below each other where there is not. */
function ColumnRow({ column, samples, onColumn }: { column: ColumnMapping; samples: string; onColumn: (column: ColumnMapping) => void }) {
  return (
    <li className="grid items-center gap-x-4 gap-y-2 px-5 py-3 md:grid-cols-[minmax(0,1fr)_13rem_18rem]">
      <div className="min-w-0 text-sm">
        <span className="block truncate font-medium">{column.column}</span>
        <span className="block truncate text-xs text-muted">{samples}</span>
      </div>
      <SmallSelect label={`${column.column} becomes`} value={column.target} onChange={(event) => onColumn(withTarget(column, event.target.value as Target))}>
        {Object.entries(TARGETS).map(([target, label]) => (
          <option key={target} value={target}>
            {label}
          </option>
        ))}
      </SmallSelect>
      {column.target === "ATTRIBUTE" && (
        <div className="flex gap-2">
          <input
            aria-label={`Name of the attribute for ${column.column}`}
            value={column.attribute ?? ""}
            maxLength={100}
            onChange={(event) => onColumn({ ...column, attribute: event.target.value })}
            className="h-9 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 font-mono text-[13px] shadow-card"
          />
          <SmallSelect label={`Type of ${column.column}`} className="w-28 shrink-0" value={column.type ?? "STRING"} onChange={(event) => onColumn({ ...column, type: event.target.value as AttributeType })}>
            {ATTRIBUTE_TYPES.map((type) => (
              <option key={type} value={type}>
                {words(type)}
              </option>
            ))}
          </SmallSelect>
        </div>
      )}
    </li>
  );
}
