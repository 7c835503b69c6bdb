export const SUBSCRIBER_STATUSES = ["ACTIVE", "PENDING", "UNSUBSCRIBED", "BOUNCED", "COMPLAINED"] as const;
export type SubscriberStatus = (typeof SUBSCRIBER_STATUSES)[number];

export type Subscriber = {
  id: number | string;
  email: string;
  /** Empty when nobody gave one. */
  name: string;
  status: SubscriberStatus;
  attributes: Record<string, unknown>;
  tags: string[];
  /** Ids of the lists the person is on. */
  lists: string[];
  created_at: string;
  updated_at: string;
};

export type MailingList = { id: string; name: string; description: string; subscribers: number; created_at: string };

/** A row of a person's consent history. */
export type ConsentEntry = { id: number; change: string; source: string; detail: string; occurred_at: string };
