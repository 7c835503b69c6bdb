import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { post, under } from "@/lib/api";
import { readContext } from "@/lib/context";
import { useDebounced } from "@/lib/debounce";
import { faultsOf } from "./place";
import type { Content, Preview, TemplateAddress } from "./types";

/** What the server makes of the unsaved content, 300 ms after the last key: the letter, or where it fails, and what lint says. */
export function useDraftChecks(path: TemplateAddress, content: Content) {
  const storage = `sample ${path}`;
  const [sample, setSample] = useState(() => localStorage.getItem(storage) ?? "{}");
  const settled = useDebounced(content, 300);
  const settledSample = useDebounced(sample, 300);
  const read = readContext(settledSample);
  const preview = useQuery({
    queryKey: [path, "preview", settled, settledSample],
    queryFn: ({ signal }) => post(under(path, "/preview"), { template: settled, context: "context" in read ? read.context : {} }, signal),
    enabled: "context" in read,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const lint = useQuery({
    queryKey: [path, "lint", settled],
    queryFn: ({ signal }) => post(under(path, "/lint"), settled, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const [shown, setShown] = useState<Preview>();
  if (preview.data && preview.data !== shown) setShown(preview.data);
  return {
    /** The last letter that could be rendered; stale while there are faults. */
    letter: shown,
    faults: preview.error ? faultsOf(preview.error) : [],
    error: preview.error,
    findings: lint.data?.items ?? [],
    busy: preview.isFetching,
    sample,
    sampleWrong: "wrong" in read ? read.wrong : undefined,
    setSample: (text: string) => {
      localStorage.setItem(storage, text);
      setSample(text);
    },
  };
}

export type Checks = ReturnType<typeof useDraftChecks>;
