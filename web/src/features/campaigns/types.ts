export type CampaignStatus = "DRAFT" | "SCHEDULED" | "SENDING" | "SENT" | "PAUSED" | "CANCELLED";
export type RecipientStatus = "PENDING" | "SENT" | "DELIVERED" | "OPENED" | "CLICKED" | "BOUNCED" | "UNSUBSCRIBED" | "FAILED";

/** The counters of a campaign; the live stream sends the same ones. */
export type Counts = {
  total_recipients: number;
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
  reason: string | null;
  reason_detail: string | null;
  sent_at: string | null;
  delivered_at: string | null;
  opened_at: string | null;
  clicked_at: string | null;
};
