import { useQueryClient } from "@tanstack/react-query";
import { Ban, Copy, Pause, Play, Trash2, type LucideIcon } from "lucide-react";
import { post, remove, under } from "@/lib/api";
import { plural } from "@/lib/format";
import { useAt, type Permission } from "@/lib/session";
import type { Campaign, CampaignStatus } from "./types";

export type Action = "pause" | "resume" | "cancel" | "duplicate" | "delete";

type Rule = {
  verb: string;
  icon: LucideIcon;
  needs: Permission;
  in: CampaignStatus[];
  dangerous?: boolean;
  /** What it does, said before it is done; absent where it can be undone by one click. */
  effect?: (campaign: Campaign) => string;
};

const waiting = (campaign: Campaign) => Math.max(0, campaign.total_recipients - campaign.sent_count);

/** What can be done with a campaign in which state, in the order it is offered. */
export const RULES: Record<Action, Rule> = {
  pause: {
    verb: "Pause",
    icon: Pause,
    needs: "SEND",
    in: ["SENDING", "SCHEDULED"],
    effect: () => "Mails that are on their way still arrive. The rest waits until you resume the campaign.",
  },
  resume: { verb: "Resume", icon: Play, needs: "SEND", in: ["PAUSED"] },
  duplicate: { verb: "Duplicate", icon: Copy, needs: "WRITE", in: ["DRAFT", "SCHEDULED", "SENDING", "SENT", "PAUSED", "CANCELLED"] },
  cancel: {
    verb: "Cancel campaign",
    icon: Ban,
    needs: "SEND",
    in: ["SCHEDULED", "SENDING", "PAUSED"],
    dangerous: true,
    effect: (campaign) =>
      waiting(campaign) > 0
        ? `${plural(waiting(campaign), "person", "people")} who did not get it yet will never get it. This cannot be undone.`
        : "It will not be sent. This cannot be undone.",
  },
  delete: {
    verb: "Delete",
    icon: Trash2,
    needs: "WRITE",
    in: ["DRAFT", "CANCELLED"],
    dangerous: true,
    effect: () => "The campaign and its settings are removed. This cannot be undone.",
  },
};

export const actionsOf = (status: CampaignStatus) => (Object.keys(RULES) as Action[]).filter((action) => RULES[action].in.includes(status));

/** Runs an action and brings every list and page that shows campaigns up to date. Returns the id of a copy. */
export function useCampaignAction() {
  const at = useAt();
  const client = useQueryClient();
  return async (action: Action, campaign: Campaign): Promise<string | undefined> => {
    const path = at("/email-marketing/campaigns/{id}", { id: campaign.id });
    const answer = action === "delete" ? await remove(path) : await post(under(path, `/${action}`));
    await client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith(at("/email-marketing/campaigns")) });
    return answer?.id;
  };
}
