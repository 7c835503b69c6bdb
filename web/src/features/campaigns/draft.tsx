import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { patch, under } from "@/lib/api";
import { mergePatch } from "@/lib/merge-patch";
import { useAt } from "@/lib/session";
import { fieldsOf, type DraftFields } from "./draft-fields";
import { DraftForm } from "./draft-form";
import { Preflight } from "./preflight";
import type { Campaign } from "./types";

/** The form of a campaign, and beside it, before it goes out, what would happen. */
export default function Draft({ campaign }: { campaign: Campaign }) {
  const at = useAt();
  const client = useQueryClient();
  const [changed, setChanged] = useState(false);
  const path = at("/email-marketing/campaigns/{id}", { id: campaign.id });
  const save = async (fields: DraftFields) => {
    client.setQueryData([path], await patch(path, mergePatch(fieldsOf(campaign), fields)));
    await client.invalidateQueries({ queryKey: [under(path, "/preflight")] });
  };
  const form = <DraftForm campaign={campaign} save={save} onChanged={setChanged} />;
  if (campaign.status === "PAUSED") return <div className="max-w-2xl">{form}</div>;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {form}
      <Preflight campaign={campaign} path={path} changed={changed} />
    </div>
  );
}
