import { useQuery } from "@tanstack/react-query";
import { get } from "@/lib/http";
import { marketing, useWorkspace } from "@/lib/session";
import type { Campaign, Stats } from "./types";

/** The counted result of a campaign; often while it is being sent, now and then afterwards. */
export function useStats(campaign: Campaign) {
  const workspace = useWorkspace();
  const path = `${marketing(workspace)}/campaigns/${campaign.id}/stats`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Stats>(path, signal),
    refetchInterval: campaign.status === "SENDING" ? 4_000 : 15_000,
  });
}
