export type CampaignStatus = "DRAFT" | "SCHEDULED" | "SENDING" | "SENT" | "PAUSED" | "CANCELLED";
export type RecipientStatus = "PENDING" | "SENT" | "DELIVERED" | "OPENED" | "CLICKED" | "BOUNCED" | "UNSUBSCRIBED" | "FAILED";

/** The counters of a campaign; the live stream sends the same ones. */
export type Counts = {
  total_recipients: number;
  /** Never tried: the audience says no. */
  skipped_count: number;
  /** Refused, expired, or not rendered. */
  failed_count: number;
  sent_count: number;
  delivered_count: number;
  open_count: number;
  unique_open_count: number;
  click_count: number;
  unique_click_count: number;
  bounce_count: number;
  unsubscribe_count: number;
  complaint_count: number;
};

export type Campaign = Counts & {
  id: string;
  name: string;
  description: string | null;
  campaign_type: "ONE_TIME" | "RECURRING" | "TRIGGERED";
  status: CampaignStatus;
  /** What a person should know about the status. */
  status_note: string | null;
  /** When sending goes on by itself; null while it goes on or rests for a person. */
  continues_at: string | null;
  scheduled_at: string | null;
  list_id: string | null;
  template_id: string | null;
  category_id: string | null;
  sending_identity_id: string | null;
  from_name: string | null;
  from_email: string | null;
  reply_to: string | null;
  started_at: string | null;
  completed_at: string | null;
  created_at: string;
  updated_at: string;
};

export type Recipient = {
  id: number | string;
  email: string;
  recipient_name: string | null;
  status: RecipientStatus;
  /** UNKNOWN: handed over, and the answer lost. */
  phase: "WAITING" | "CLAIMED" | "HANDED" | "UNKNOWN" | "DONE";
  reason: string | null;
  /** The reason in words, as the end of a sentence about the person. */
  reason_text: string | null;
  reason_detail: string | null;
  sent_at: string | null;
  delivered_at: string | null;
  opened_at: string | null;
  clicked_at: string | null;
};

/** What the ledger says about a campaign. Rates are shares from 0 to 1 of people, null without a whole. */
export type Stats = Counts & {
  pending_count: number;
  unknown_count: number;
  attempted_count: number;
  machine_open_count: number;
  machine_click_count: number;
  rates: Record<"delivery" | "open" | "click" | "click_to_open" | "bounce" | "complaint" | "unsubscribe", number | null>;
  reasons: { reason: string; status: RecipientStatus; count: number }[];
};
