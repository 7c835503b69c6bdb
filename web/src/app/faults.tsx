import { Compass, CircleAlert } from "lucide-react";
import { isRouteErrorResponse, useRouteError } from "react-router";
import { explain } from "@/lib/problem";
import { Button, ButtonLink } from "@/ui/button";
import { Empty } from "@/ui/surface";

export function NotFound() {
  return (
    <main className="grid min-h-[60vh] place-items-center">
      <Empty icon={Compass} title="There is no such page" action={<ButtonLink to="/">Go to the start</ButtonLink>}>
        The address may be mistyped, or what it showed has been deleted.
      </Empty>
    </main>
  );
}

/** A fault of this application, or a part of it that an update has replaced: a reload mends the second. */
export function Broken() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <main className="grid min-h-[60vh] place-items-center">
      <Empty icon={CircleAlert} title="This page has failed" action={<Button onClick={() => location.reload()}>Reload</Button>}>
        {explain(error)}
      </Empty>
    </main>
  );
}
