import { useState } from "react";

/**
 * The one-time token of the address (`/sign-in#token=…`). It stands behind the `#`, so it reaches no server log, and is
 * taken out of the address at once, so that it stays in no history.
 */
export function useAddressToken(): string | null {
  const [token] = useState(() => {
    const found = new URLSearchParams(location.hash.slice(1)).get("token");
    if (found) history.replaceState(history.state, "", location.pathname + location.search);
    return found;
  });
  return token;
}

/** Where to go after signing in: only ever a page of this application. */
export function nextPage(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}
