import { useQueryClient } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";
import { useState } from "react";
import { get, post, under, withQuery } from "@/lib/api";
import { plural } from "@/lib/format";
import { useAt, useMay } from "@/lib/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { Notice } from "@/ui/surface";
import type { Campaign } from "./types";

/** As many as one decision may be about. */
const MOST = 500;

/** Mails that were handed over and whose answer was lost: a person decides, the system never guesses. */
export function Unknown({ campaign, count }: { campaign: Campaign; count: number }) {
  const at = useAt();
  const client = useQueryClient();
  const maySend = useMay("SEND");
  const [asked, setAsked] = useState<"SEND_AGAIN" | "LEAVE">();
  const path = at("/email-marketing/campaigns/{id}", { id: campaign.id });
  const resolve = async () => {
    const { items } = await get(withQuery(under(path, "/unknown"), { limit: MOST }));
    await post(under(path, "/unknown"), { action: asked, message_ids: items.map((recipient) => recipient.id) });
    await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(path) });
  };
  const people = plural(Math.min(count, MOST), "person", "people");
  return (
    <div className="mb-4">
      <Notice
        tone="warn"
        icon={CircleHelp}
        title={`Nobody knows whether ${plural(count, "mail", "mails")} arrived`}
        action={
          maySend && (
            <span className="flex flex-wrap gap-2">
              <Button size="small" onClick={() => setAsked("LEAVE")}>
                Leave it
              </Button>
              <Button size="small" onClick={() => setAsked("SEND_AGAIN")}>
                Send again
              </Button>
            </span>
          )
        }
      >
        The connection was lost between handing the mail over and the server’s answer. A later open or bounce settles it by itself.
      </Notice>
      {asked && (
        <Confirm
          title={asked === "LEAVE" ? "Leave them as they are?" : "Send again?"}
          effect={asked === "LEAVE" ? `${people} may not have got the mail, and will not.` : `${people} may get the mail a second time.`}
          verb={asked === "LEAVE" ? "Leave it" : "Send again"}
          act={resolve}
          close={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}
