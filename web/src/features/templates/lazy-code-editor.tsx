import { lazy, Suspense, type ComponentProps } from "react";
import { Skeleton } from "@/ui/surface";

// The editor is as heavy as the rest of the application together; the preview need not wait for it.
const Editor = lazy(() => import("./code-editor"));

export function CodeEditor(props: ComponentProps<typeof Editor>) {
  return (
    <Suspense fallback={<Skeleton className="h-full" />}>
      <Editor {...props} />
    </Suspense>
  );
}
