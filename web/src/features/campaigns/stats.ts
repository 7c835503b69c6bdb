import { useQuery } from "@tanstack/react-query";
import { get } from "@/lib/api";
import { useAt } from "@/lib/session";
import type { Campaign } from "./types";

/** The counted result of a campaign; often while it is being sent, now and then afterwards. */
export function useStats(campaign: Campaign) {
  const at = useAt();
  const path = at("/email-marketing/campaigns/{id}/stats", { id: campaign.id });
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get(path, signal),
    refetchInterval: campaign.status === "SENDING" ? 4_000 : 15_000,
  });
}
