export const SUBSCRIBER_STATUSES = ["ACTIVE", "PENDING", "UNSUBSCRIBED", "BOUNCED", "COMPLAINED"] as const;
export type SubscriberStatus = (typeof SUBSCRIBER_STATUSES)[number];

export type Subscriber = {
  id: number | string;
  email: string;
  name: string | null;
  status: SubscriberStatus;
  attributes: Record<string, unknown>;
  tags: string[];
  created_at: string;
  updated_at: string;
};

export type MailingList = { id: string; name: string; description: string; subscribers: number; created_at: string };
