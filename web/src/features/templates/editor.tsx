import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useParams } from "react-router";
import { get } from "@/lib/api";
import { Problem } from "@/lib/problem";
import { useAt } from "@/lib/session";
import { Loaded } from "@/ui/query-state";
import { Empty, Skeleton } from "@/ui/surface";
import { Workbench } from "./workbench";

export function Component() {
  const at = useAt();
  const { id = "" } = useParams();
  const path = at("/email-marketing/templates/{id}", { id });
  // What is being edited must not change under the hands: a fresh copy is only taken when the page is opened.
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal), staleTime: Infinity, gcTime: 0 });
  if (query.error instanceof Problem && query.error.status === 404) {
    return (
      <Empty icon={SearchX} title="There is no such template">
        It may have been deleted.
      </Empty>
    );
  }
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
      {(template) => <Workbench key={`${template.id} ${template.version}`} template={template} path={path} />}
    </Loaded>
  );
}
