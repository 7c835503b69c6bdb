import { Upload, UserPlus } from "lucide-react";
import { useState } from "react";
import { home, useMay, useWorkspace } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { Button, ButtonLink } from "@/ui/button";
import { PageHeader } from "@/ui/surface";
import { Tabs } from "@/ui/tabs";
import { AddSubscriber } from "./add-subscriber";
import { Categories } from "./categories";
import { Imports } from "./imports";
import { Lists } from "./lists";
import { Subscribers } from "./subscribers";
import { Suppressions } from "./suppressions";

export function Component() {
  const workspace = useWorkspace();
  const mayWrite = useMay("WRITE");
  const [tab, setTab] = useUrlState("tab", "people");
  const [adding, setAdding] = useState(false);
  return (
    <>
      <title>Audience · Lettermill</title>
      <PageHeader
        title="Audience"
        hint="The people you write to, and what they agreed to."
        actions={
          mayWrite && (
            <>
              <Button icon={UserPlus} onClick={() => setAdding(true)}>
                Add somebody
              </Button>
              <ButtonLink look="primary" icon={Upload} to={`${home(workspace)}/audience/import`}>
                Import
              </ButtonLink>
            </>
          )
        }
      />
      <Tabs
        label="Parts of the audience"
        value={tab}
        onValue={setTab}
        tabs={[
          { id: "people", label: "People" },
          { id: "lists", label: "Lists" },
          { id: "categories", label: "Categories" },
          { id: "suppressions", label: "Suppressions" },
          { id: "imports", label: "Imports" },
        ]}
      >
        {tab === "lists" ? <Lists /> : tab === "categories" ? <Categories /> : tab === "imports" ? <Imports /> : tab === "suppressions" ? <Suppressions /> : <Subscribers />}
      </Tabs>
      {adding && <AddSubscriber close={() => setAdding(false)} />}
    </>
  );
}
