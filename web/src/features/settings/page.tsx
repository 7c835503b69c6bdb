import { useMay } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { PageHeader } from "@/ui/surface";
import { Tabs } from "@/ui/tabs";
import { ApiKeys } from "./api-keys";
import { AuditLog } from "./audit-log";
import { Domains } from "./domains";
import { Providers } from "./providers";
import { WorkspaceForm } from "./workspace-form";

export function Component() {
  const [tab, setTab] = useUrlState("tab", "workspace");
  const mayManage = useMay("MANAGE");
  const tabs = [
    { id: "workspace", label: "Workspace" },
    { id: "domains", label: "Domains and senders" },
    { id: "providers", label: "Providers" },
    ...(mayManage ? [{ id: "keys", label: "API keys" }, { id: "audit", label: "Audit log" }] : []),
  ];
  return (
    <>
      <title>Settings · Lettermill</title>
      <PageHeader title="Settings" hint="Who you are, where your mail comes from, and which way it leaves." />
      <Tabs label="Settings" tabs={tabs} value={tab} onValue={setTab}>
        {tab === "domains" ? <Domains /> : tab === "providers" ? <Providers /> : tab === "keys" && mayManage ? <ApiKeys /> : tab === "audit" && mayManage ? <AuditLog /> : <WorkspaceForm />}
      </Tabs>
    </>
  );
}
