import { CircleAlert } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { explain, Problem } from "@/lib/problem";
import { useSignIn } from "@/lib/session";
import { Button } from "@/ui/button";
import { TextArea, TextField } from "@/ui/field";
import { Notice } from "@/ui/surface";
import { Gate } from "./gate";
import { useAddressToken } from "./token";

/** The first account and the first workspace. */
export function Component() {
  const signIn = useSignIn();
  const navigate = useNavigate();
  const fromAddress = useAddressToken();
  const [form, setForm] = useState({
    token: fromAddress ?? "",
    name: "",
    email: "",
    password: "",
    workspace_name: "",
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    postal_address: "",
  });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const field = (name: keyof typeof form) => ({
    value: form[name],
    error: problem?.forField(name),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await signIn.bySetUp(form);
      navigate("/", { replace: true });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Gate title="Set up Lettermill" hint="The first account owns the first workspace.">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && (
          <Notice tone="bad" icon={CircleAlert}>
            {explain(error)}
          </Notice>
        )}
        {!fromAddress && <TextField label="Set-up token" hint="The server prints it when it starts without an account." required {...field("token")} />}
        <TextField label="Your name" autoComplete="name" required {...field("name")} />
        <TextField label="E-mail" type="email" autoComplete="username" required {...field("email")} />
        <TextField label="Password" type="password" autoComplete="new-password" required minLength={10} hint="At least 10 characters." {...field("password")} />
        <hr className="my-1 border-line" />
        <TextField label="Workspace" hint="Usually your organisation or brand." required {...field("workspace_name")} />
        <TextField label="Time zone" hint="Schedules and daily limits follow it." required list="zones" {...field("timezone")} />
        <datalist id="zones">
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <TextArea label="Postal address" hint="The law wants it at the foot of every marketing mail." required {...field("postal_address")} />
        <Button type="submit" look="primary" busy={busy} className="mt-1">
          Create account and workspace
        </Button>
      </form>
    </Gate>
  );
}
