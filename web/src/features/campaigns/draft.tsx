import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { patch, under } from "@/lib/api";
import { useAt } from "@/lib/session";
import { DraftForm, type DraftFields } from "./draft-form";
import { Preflight } from "./preflight";
import type { Campaign } from "./types";

/** A campaign before it goes out: the form on the left, what would happen on the right. */
export default function Draft({ campaign }: { campaign: Campaign }) {
  const at = useAt();
  const client = useQueryClient();
  const [changed, setChanged] = useState(false);
  const path = at("/email-marketing/campaigns/{id}", { id: campaign.id });
  const save = async (fields: DraftFields) => {
    client.setQueryData([path], await patch(path, fields));
    await client.invalidateQueries({ queryKey: [under(path, "/preflight")] });
  };
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <DraftForm campaign={campaign} save={save} onChanged={setChanged} />
      <Preflight campaign={campaign} path={path} changed={changed} />
    </div>
  );
}
