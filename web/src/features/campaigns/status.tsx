import { Ban, CircleCheck, CirclePause, CalendarClock, LoaderCircle, PenLine, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "@/ui/surface";
import type { CampaignStatus } from "./types";

const LOOKS: Record<CampaignStatus, { tone: Tone; icon: LucideIcon; word: string }> = {
  DRAFT: { tone: "neutral", icon: PenLine, word: "Draft" },
  SCHEDULED: { tone: "accent", icon: CalendarClock, word: "Scheduled" },
  SENDING: { tone: "accent", icon: LoaderCircle, word: "Sending" },
  SENT: { tone: "good", icon: CircleCheck, word: "Sent" },
  PAUSED: { tone: "warn", icon: CirclePause, word: "Paused" },
  CANCELLED: { tone: "neutral", icon: Ban, word: "Cancelled" },
};

export const STATUSES = Object.keys(LOOKS) as CampaignStatus[];
export const statusWord = (status: CampaignStatus) => LOOKS[status].word;

export function CampaignBadge({ status }: { status: CampaignStatus }) {
  const { tone, icon, word } = LOOKS[status];
  return (
    <Badge tone={tone} icon={icon} spin={status === "SENDING"}>
      {word}
    </Badge>
  );
}
