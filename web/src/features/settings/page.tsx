import { useMay } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { PageHeader } from "@/ui/surface";
import { Tabs } from "@/ui/tabs";
import { ApiKeys } from "./api-keys";
import { AuditLog } from "./audit-log";
import { Domains } from "./domains";
import { Members } from "./members";
import { Providers } from "./providers";
import { WorkspaceForm } from "./workspace-form";

export function Component() {
  const [tab, setTab] = useUrlState("tab", "workspace");
  const mayManage = useMay("MANAGE");
  const tabs = [
    { id: "workspace", label: "Workspace" },
    { id: "domains", label: "Domains and senders" },
    { id: "providers", label: "Providers" },
    { id: "members", label: "Members" },
    ...(mayManage ? [{ id: "keys", label: "API keys" }, { id: "audit", label: "Audit log" }] : []),
  ];
  return (
    <>
      <title>Settings · Lettermill</title>
      <PageHeader title="Settings" hint="Who you are, where your mail comes from, and which way it leaves." />
      <Tabs label="Settings" tabs={tabs} value={tab} onValue={setTab}>
        <Room tab={tab} mayManage={mayManage} />
      </Tabs>
    </>
  );
}

function Room({ tab, mayManage }: { tab: string; mayManage: boolean }) {
  if (tab === "domains") return <Domains />;
  if (tab === "providers") return <Providers />;
  if (tab === "members") return <Members />;
  if (tab === "keys" && mayManage) return <ApiKeys />;
  if (tab === "audit" && mayManage) return <AuditLog />;
  return <WorkspaceForm />;
}
