import type { Model } from "@/lib/api";

export type Subscriber = Model<"Subscriber">;
export type SubscriberStatus = Subscriber["status"];
export const SUBSCRIBER_STATUSES: SubscriberStatus[] = ["ACTIVE", "PENDING", "UNSUBSCRIBED", "BOUNCED", "COMPLAINED"];
