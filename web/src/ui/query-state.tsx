import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { explain } from "@/lib/problem";
import { Button } from "./button";
import { Empty, Skeleton } from "./surface";

type Query<T> = { data: T | undefined; error: unknown; refetch: () => unknown };

/** Shows a query's three faces: loading, failed with a way to try again, and its data. */
export function Loaded<T>({ query, skeleton, children }: { query: Query<T>; skeleton?: ReactNode; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} retry={query.refetch} />;
  return skeleton ?? <Rows />;
}

export function Failed({ error, retry }: { error: unknown; retry: () => unknown }) {
  return (
    <Empty icon={CloudOff} title="This could not be loaded" action={<Button onClick={() => retry()}>Try again</Button>}>
      {explain(error)}
    </Empty>
  );
}

export function Rows({ count = 6 }: { count?: number }) {
  return (
    <div role="status" className="grid gap-4 p-5" aria-busy="true" aria-label="Loading">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex items-center gap-6">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 w-1/5" />
          <Skeleton className="ml-auto h-4 w-24" />
        </div>
      ))}
    </div>
  );
}
