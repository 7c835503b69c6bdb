import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { post } from "@/lib/api";
import { home, useAt, useWorkspace } from "@/lib/session";
import { PageHeader } from "@/ui/surface";
import type { DraftFields } from "./draft-fields";
import { DraftForm } from "./draft-form";

export function Component() {
  const workspace = useWorkspace();
  const at = useAt();
  const navigate = useNavigate();
  const client = useQueryClient();
  const path = at("/email-marketing/campaigns");
  const save = async (fields: DraftFields) => {
    const made = await post(path, { campaign_type: "ONE_TIME", ...fields });
    await client.invalidateQueries({ queryKey: [path] });
    navigate(`${home(workspace)}/campaigns/${made.id}`, { replace: true });
  };
  return (
    <>
      <title>New campaign · Lettermill</title>
      <PageHeader back={{ to: `${home(workspace)}/campaigns`, label: "Campaigns" }} title="New campaign" hint="Nothing is sent yet: next come the checks, a test and the time." />
      <div className="max-w-2xl">
        <DraftForm save={save} />
      </div>
    </>
  );
}
