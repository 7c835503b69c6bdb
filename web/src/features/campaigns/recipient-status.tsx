import { Ban, CircleAlert, CircleCheck, CircleHelp, Clock3, Eye, MailX, MousePointerClick, Send, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "@/ui/surface";
import type { RecipientStatus } from "./types";

const LOOKS: Record<RecipientStatus, { tone: Tone; icon: LucideIcon; word: string }> = {
  PENDING: { tone: "neutral", icon: Clock3, word: "Waiting" },
  SENT: { tone: "neutral", icon: Send, word: "Sent" },
  DELIVERED: { tone: "good", icon: CircleCheck, word: "Delivered" },
  OPENED: { tone: "accent", icon: Eye, word: "Opened" },
  CLICKED: { tone: "accent", icon: MousePointerClick, word: "Clicked" },
  BOUNCED: { tone: "bad", icon: MailX, word: "Bounced" },
  UNSUBSCRIBED: { tone: "warn", icon: Ban, word: "Unsubscribed" },
  FAILED: { tone: "bad", icon: CircleAlert, word: "Not sent" },
};

export const RECIPIENT_STATUSES = Object.keys(LOOKS) as RecipientStatus[];
export const recipientWord = (status: RecipientStatus) => LOOKS[status].word;

/** `unknown`: it was handed over and nobody knows whether it arrived. */
export function RecipientBadge({ status, unknown }: { status: RecipientStatus; unknown: boolean }) {
  if (unknown) {
    return (
      <Badge tone="warn" icon={CircleHelp}>
        Unknown
      </Badge>
    );
  }
  const { tone, icon, word } = LOOKS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
