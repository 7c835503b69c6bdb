import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** A filter, a tab or a search that lives in the address, so that a reload and a shared link show the same. */
export function useUrlState(name: string, initial = ""): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === initial) after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    [name, initial, setParams],
  );
  return [params.get(name) ?? initial, set];
}
