import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { address, get } from "@/lib/api";
import { explain, Problem } from "@/lib/problem";
import { useSignIn } from "@/lib/session";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Notice } from "@/ui/surface";
import { Gate } from "./gate";
import { nextPage, useAddressToken } from "./token";

export function Component() {
  const signIn = useSignIn();
  const navigate = useNavigate();
  const { search } = useLocation();
  const token = useAddressToken();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(token !== null);
  const [error, setError] = useState<unknown>();
  const setup = useQuery({ queryKey: ["setup"], queryFn: () => get(address("/api/setup")) });

  const enter = async (way: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await way();
      navigate(nextPage(search), { replace: true });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  // A link works once: under StrictMode effects run twice, so remember that it has been used.
  const used = useRef(false);
  useEffect(() => {
    if (token === null || used.current) return;
    used.current = true;
    void enter(() => signIn.withLink(token));
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter(() => signIn.withPassword(email, password));
  };
  return (
    <Gate title="Sign in">
      <form onSubmit={submit} className="grid gap-4">
        {error !== undefined && (
          <Notice tone="bad" icon={CircleAlert}>
            {message(error, token)}
          </Notice>
        )}
        <TextField label="E-mail" type="email" autoComplete="username" required autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
        <TextField label="Password" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        <Button type="submit" look="primary" busy={busy} className="mt-1">
          Sign in
        </Button>
      </form>
      {setup.data?.needed && (
        <p className="mt-6 text-sm text-muted">
          Nobody has an account here yet. Open the set-up link that the server printed when it started, or{" "}
          <Link to="/set-up" className="font-medium text-accent underline">
            enter its token
          </Link>
          .
        </p>
      )}
    </Gate>
  );
}

function message(error: unknown, token: string | null): string {
  if (error instanceof Problem && error.status === 401 && token !== null) return "This sign-in link has been used or has expired. Sign in with your password.";
  if (error instanceof Problem && error.status === 401) return "E-mail or password is wrong.";
  return explain(error);
}
