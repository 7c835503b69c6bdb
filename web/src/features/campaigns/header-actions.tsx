import { useState } from "react";
import { useNavigate } from "react-router";
import { toast } from "sonner";
import { explain } from "@/lib/problem";
import { home, useMay, useWorkspace } from "@/lib/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { actionsOf, RULES, useCampaignAction, type Action } from "./actions";
import type { Campaign } from "./types";

/** What can be done with the campaign in its present state by the person who looks at it. */
export function HeaderActions({ campaign }: { campaign: Campaign }) {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const run = useCampaignAction();
  const [asked, setAsked] = useState<Action>();
  const [busy, setBusy] = useState<Action>();
  const mayWrite = useMay("WRITE");
  const maySend = useMay("SEND");
  const allowed = actionsOf(campaign.status).filter((action) => (RULES[action].needs === "SEND" ? maySend : mayWrite));
  const perform = async (action: Action) => {
    const copy = await run(action, campaign);
    if (action === "delete") navigate(`${home(workspace)}/campaigns`, { replace: true });
    if (action === "duplicate" && copy) navigate(`${home(workspace)}/campaigns/${copy}`);
  };
  const atOnce = async (action: Action) => {
    setBusy(action);
    try {
      await perform(action);
    } catch (error) {
      toast.error(explain(error));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      {allowed.map((action) => (
        <Button
          key={action}
          icon={RULES[action].icon}
          look={action === "resume" ? "primary" : RULES[action].dangerous ? "danger" : "secondary"}
          busy={busy === action}
          onClick={() => (RULES[action].effect ? setAsked(action) : void atOnce(action))}
        >
          {RULES[action].verb}
        </Button>
      ))}
      {asked && (
        <Confirm
          title={`${RULES[asked].verb}: ${campaign.name}`}
          effect={RULES[asked].effect?.(campaign)}
          verb={RULES[asked].verb}
          dangerous={RULES[asked].dangerous}
          act={() => perform(asked)}
          close={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
