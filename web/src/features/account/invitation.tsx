import { CircleAlert } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Link, useNavigate } from "react-router";
import { explain, Problem } from "@/lib/problem";
import { useSignIn } from "@/lib/session";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Notice } from "@/ui/surface";
import { Gate } from "./gate";
import { useAddressToken } from "./token";

/** Joins a workspace by the link somebody in it has passed on. */
export function Component() {
  const signIn = useSignIn();
  const navigate = useNavigate();
  const token = useAddressToken();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await signIn.byInvitation({ token: token ?? "", name, password });
      navigate("/", { replace: true });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  if (token === null) {
    return (
      <Gate title="This invitation is not whole" hint="Its link goes on behind the # sign. Open it once more as you got it, or ask for a new one.">
        <Link to="/sign-in" className="rounded text-sm font-medium text-accent underline">
          Sign in instead
        </Link>
      </Gate>
    );
  }
  return (
    <Gate title="Join a workspace" hint="You were invited. If you have an account here already, give its password.">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && !problem?.fields.length && (
          <Notice tone="bad" icon={CircleAlert}>
            {explain(error)}
          </Notice>
        )}
        <TextField label="Your name" autoComplete="name" required autoFocus maxLength={200} value={name} error={problem?.forField("name")} onChange={(event) => setName(event.target.value)} />
        <TextField
          label="Password"
          type="password"
          autoComplete="new-password"
          required
          hint="At least 10 characters."
          value={password}
          error={problem?.forField("password")}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" busy={busy} className="mt-1">
          Join
        </Button>
      </form>
    </Gate>
  );
}
