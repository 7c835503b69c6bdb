import { Braces, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { words } from "@/lib/format";
import { Button, IconButton } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import { Card, Empty } from "@/ui/surface";
import { VARIABLE_TYPES, type Variable } from "./types";

type Props = { variables: Variable[]; onVariables: (variables: Variable[]) => void; readOnly: boolean };

/** The names a template expects beyond those every letter gets, and what stands in when one is not given. */
export function VariableTable({ variables, onVariables, readOnly }: Props) {
  const put = (at: number, change: Partial<Variable>) => onVariables(variables.map((each, index) => (index === at ? { ...each, ...change } : each)));
  const add = () => onVariables([...variables, { name: "", type: "STRING", required: true, default: null, description: null }]);
  return (
    <Card>
      {variables.length === 0 ? (
        <Empty icon={Braces} title="No variables declared" action={!readOnly && <Button icon={Plus} onClick={add}>Declare one</Button>}>
          Declared variables are checked before anything is sent, and may have a default.
        </Empty>
      ) : (
        <>
          <ul className="divide-y divide-line">
            {variables.map((variable, index) => (
              <li key={index} className="grid grid-cols-2 items-end gap-3 px-5 py-4 sm:grid-cols-[minmax(0,1fr)_7rem_minmax(0,1fr)_auto]">
                <TextField label="Name" className="font-mono text-[13px]" readOnly={readOnly} value={variable.name} onChange={(event) => put(index, { name: event.target.value })} />
                <SelectField label="Type" disabled={readOnly} value={variable.type} onChange={(event) => put(index, { type: event.target.value as Variable["type"] })}>
                  {VARIABLE_TYPES.map((type) => (
                    <option key={type} value={type}>
                      {words(type)}
                    </option>
                  ))}
                </SelectField>
                <Default variable={variable} readOnly={readOnly} onChange={(change) => put(index, change)} />
                {!readOnly && (
                  <IconButton icon={Trash2} label={`Remove ${variable.name || "variable"}`} className="mb-0.5" onClick={() => onVariables(variables.filter((_, at) => at !== index))} />
                )}
              </li>
            ))}
          </ul>
          {!readOnly && (
            <div className="border-t border-line px-5 py-3">
              <Button size="small" icon={Plus} onClick={add}>
                Declare another
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}

/** Empty means required; anything else is the default, read as JSON where it is no text. */
function Default({ variable, readOnly, onChange }: { variable: Variable; readOnly: boolean; onChange: (change: Partial<Variable>) => void }) {
  const [text, setText] = useState(() => (variable.default === null ? "" : typeof variable.default === "string" ? variable.default : JSON.stringify(variable.default)));
  const [wrong, setWrong] = useState<string>();
  const change = (next: string) => {
    setText(next);
    if (next === "") {
      setWrong(undefined);
      return onChange({ default: null, required: true });
    }
    if (variable.type === "STRING" || variable.type === "DATE") return onChange({ default: next, required: false });
    try {
      onChange({ default: JSON.parse(next), required: false });
      setWrong(undefined);
    } catch {
      setWrong("Not JSON.");
    }
  };
  return (
    <TextField label="Default" className="font-mono text-[13px]" placeholder="none: must be given" readOnly={readOnly} value={text} error={wrong} onChange={(event) => change(event.target.value)} />
  );
}
