import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleDashed, Plus, Server } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { get, post, type Model } from "@/lib/api";
import { number } from "@/lib/format";
import { explain } from "@/lib/problem";
import { useAt, useMay } from "@/lib/session";
import { Button } from "@/ui/button";
import { Loaded } from "@/ui/query-state";
import { Badge, Card, Empty, Meter, Panel } from "@/ui/surface";
import { Time } from "@/ui/time";
import { SmtpForm } from "./smtp-form";

type Provider = Model<"Provider">;

export function Providers() {
  const at = useAt();
  const mayManage = useMay("MANAGE");
  const [adding, setAdding] = useState(false);
  const path = at("/email-infrastructure/providers");
  const providers = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal) });
  const create = mayManage && (
    <Button icon={Plus} onClick={() => setAdding(true)}>
      Add a provider
    </Button>
  );
  return (
    <>
      <Loaded query={providers}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <Empty icon={Server} title="No provider yet" action={create}>
                A provider is the mail server that takes your mail. Without one the server’s own fallback is used, if it has been given one.
              </Empty>
            </Card>
          ) : (
            <div className="grid gap-5">
              <div className="flex justify-end">{create}</div>
              {items.map((provider) => (
                <ProviderPanel key={provider.id} provider={provider} />
              ))}
            </div>
          )
        }
      </Loaded>
      {adding && <SmtpForm close={() => setAdding(false)} />}
    </>
  );
}

function ProviderPanel({ provider }: { provider: Provider }) {
  const at = useAt();
  const path = at("/email-infrastructure/providers");
  const client = useQueryClient();
  const mayManage = useMay("MANAGE");
  const [busy, setBusy] = useState(false);
  const [editing, setEditing] = useState(false);
  const check = async () => {
    setBusy(true);
    try {
      const status = await post(at("/email-infrastructure/providers/{id}/test", { id: provider.id }));
      if (status.state === "READY") toast.success(`${provider.name} is ready`);
      else toast.error(`${provider.name}: ${status.detail}`);
      await client.invalidateQueries({ queryKey: [path] });
    } catch (error) {
      toast.error(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel
      title={provider.name}
      hint={
        provider.settings && "host" in provider.settings
          ? `${provider.provider_type} · ${provider.settings.host}${provider.settings.port ? `:${provider.settings.port}` : ""}`
          : provider.provider_type
      }
      actions={
        mayManage && (
          <span className="flex flex-wrap justify-end gap-2">
            <Button size="small" busy={busy} onClick={check}>
              Check now
            </Button>
            {provider.provider_type === "SMTP" && (
              <Button size="small" aria-label={`Edit ${provider.name}`} onClick={() => setEditing(true)}>
                Edit
              </Button>
            )}
          </span>
        )
      }
    >
      <div className="flex flex-wrap items-center gap-2">
        {provider.last_check_status === null ? (
          <Badge icon={CircleDashed}>Not checked yet</Badge>
        ) : provider.last_check_status === "READY" ? (
          <Badge tone="good" icon={CircleCheck}>
            Ready
          </Badge>
        ) : (
          <Badge tone="bad" icon={CircleAlert}>
            {provider.last_error ?? provider.last_check_status}
          </Badge>
        )}
        {provider.is_default && <Badge>Default</Badge>}
        {provider.last_check_at && (
          <span className="text-xs text-muted">
            checked <Time at={provider.last_check_at} relative />
          </span>
        )}
      </div>
      <p className="tabular mt-4 mb-1.5 text-xs text-muted">
        {number(provider.current_daily_sends)} sent today
        {provider.max_sends_per_day !== null && ` of at most ${number(provider.max_sends_per_day)}`}
        {provider.max_sends_per_second !== null && ` · at most ${number(provider.max_sends_per_second)} a second`}
      </p>
      {provider.max_sends_per_day !== null && <Meter label="Sent today" value={provider.current_daily_sends} of={provider.max_sends_per_day} />}
      {editing && <SmtpForm provider={provider} close={() => setEditing(false)} />}
    </Panel>
  );
}
