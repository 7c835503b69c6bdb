import { Ban, CircleCheck, Flag, Hourglass, MailX, type LucideIcon } from "lucide-react";
import { words } from "@/lib/format";
import { Badge, type Tone } from "@/ui/surface";
import type { SubscriberStatus } from "./types";

const LOOKS: Record<SubscriberStatus, [Tone, LucideIcon]> = {
  ACTIVE: ["good", CircleCheck],
  PENDING: ["neutral", Hourglass],
  UNSUBSCRIBED: ["warn", Ban],
  BOUNCED: ["bad", MailX],
  COMPLAINED: ["bad", Flag],
};

export function SubscriberBadge({ status }: { status: SubscriberStatus }) {
  const [tone, icon] = LOOKS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {words(status)}
    </Badge>
  );
}
