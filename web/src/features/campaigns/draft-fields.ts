import type { Campaign } from "./types";

/** What a person decides about a campaign in the form. */
export type DraftFields = Pick<Campaign, "list_id" | "template_id" | "sending_identity_id" | "category_id" | "reply_to" | "send_window" | "template_context"> & { name: string };

export const fieldsOf = (campaign?: Campaign): DraftFields => ({
  name: campaign?.name ?? "",
  list_id: campaign?.list_id ?? null,
  template_id: campaign?.template_id ?? null,
  sending_identity_id: campaign?.sending_identity_id ?? null,
  category_id: campaign?.category_id ?? null,
  reply_to: campaign?.reply_to ?? null,
  send_window: campaign?.send_window ?? null,
  template_context: campaign?.template_context ?? null,
});

/** The hours a window begins with. */
export const OFFICE_HOURS = { start: "09:00", end: "17:00", timezone: null };
