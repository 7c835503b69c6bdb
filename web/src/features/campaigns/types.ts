import type { Address, Model } from "@/lib/api";

export type Campaign = Model<"Campaign">;
export type CampaignStatus = Campaign["status"];
export type CampaignAddress = Address<"/workspaces/{ws}/email-marketing/campaigns/{id}">;

/** Phase UNKNOWN: handed over, and the answer lost. */
export type Recipient = Model<"RecipientView">;
export type RecipientStatus = Recipient["status"];

/** What the ledger says about a campaign. Rates are shares from 0 to 1 of people, null without a whole. */
export type Stats = Model<"CampaignStats">;
