import { useQuery, useQueryClient } from "@tanstack/react-query";
import { AtSign, CircleCheck, Clock3, Globe, Plus, ShieldAlert } from "lucide-react";
import { useState } from "react";
import { get, post, type Model } from "@/lib/api";
import { number, words } from "@/lib/format";
import { useAt, useMay } from "@/lib/session";
import { Button } from "@/ui/button";
import { Copyable } from "@/ui/copyable";
import { Loaded } from "@/ui/query-state";
import { SimpleForm } from "@/ui/simple-form";
import { Badge, Card, Empty, Notice, Panel } from "@/ui/surface";
import { Table, Td, Th } from "@/ui/table";

type Domain = Model<"SendingDomain">;
type Identity = Model<"SendingIdentity">;

const PROVEN = ["VERIFIED", "WARMING", "ACTIVE"];

export function Domains() {
  const at = useAt();
  const client = useQueryClient();
  const mayManage = useMay("MANAGE");
  const [asking, setAsking] = useState<"domain" | "identity">();
  const path = at("/email-infrastructure/domains");
  const senders = at("/email-infrastructure/identities");
  const domains = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal) });
  const identities = useQuery({ queryKey: [senders], queryFn: ({ signal }) => get(senders, signal) });
  const refresh = () => Promise.all([path, senders].map((each) => client.invalidateQueries({ queryKey: [each] })));
  const addDomain = mayManage && (
    <Button icon={Plus} onClick={() => setAsking("domain")}>
      Add a domain
    </Button>
  );
  return (
    <div className="grid gap-5">
      <Loaded query={domains}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <Empty icon={Globe} title="No sending domain yet" action={addDomain}>
                Mail is sent in the name of a domain that is yours. You get its key and the DNS records to publish.
              </Empty>
            </Card>
          ) : (
            <>
              <div className="flex flex-wrap justify-end gap-2">
                {mayManage && (
                  <Button icon={AtSign} onClick={() => setAsking("identity")}>
                    Add a sender
                  </Button>
                )}
                {addDomain}
              </div>
              {items.map((domain) => (
                <DomainPanel key={domain.id} domain={domain} senders={identities.data?.items.filter((each) => each.domain_id === domain.id) ?? []} />
              ))}
            </>
          )
        }
      </Loaded>
      {asking === "domain" && (
        <SimpleForm
          title="Add a sending domain"
          hint="A subdomain such as news.example.com keeps the reputation of your other mail apart."
          fields={[{ name: "domain", label: "Domain", required: true, placeholder: "example.com" }, { name: "subdomain", label: "Subdomain", placeholder: "news" }]}
          verb="Add domain"
          submit={(values) => post(path, values).then(refresh)}
          close={() => setAsking(undefined)}
        />
      )}
      {asking === "identity" && (
        <SimpleForm
          title="Add a sender"
          hint="What people see as From. The address has to be on one of your domains."
          fields={[
            { name: "display_name", label: "Name", placeholder: "Harvest Post" },
            { name: "email", label: "Address", required: true, placeholder: "hello@news.example.com" },
            { name: "reply_to", label: "Replies go to", placeholder: "the same address" },
          ]}
          verb="Add sender"
          submit={(values) => post(senders, values).then(refresh)}
          close={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function DomainPanel({ domain, senders }: { domain: Domain; senders: Identity[] }) {
  const proven = PROVEN.includes(domain.status);
  return (
    <Panel
      title={domain.host}
      hint={
        <span className="tabular">
          {number(domain.daily_sent)} sent today{domain.daily_limit !== null && ` of at most ${number(domain.daily_limit)}`}
          {senders.length > 0 && ` · ${senders.map((sender) => sender.email).join(", ")}`}
        </span>
      }
      actions={
        <Badge tone={proven ? "good" : domain.override ? "warn" : "neutral"} icon={proven ? CircleCheck : domain.override ? ShieldAlert : Clock3}>
          {domain.override && !proven ? "Sends by override" : words(domain.status)}
        </Badge>
      }
    >
      {domain.override && (
        <div className="mb-4">
          <Notice tone="warn" icon={ShieldAlert} title={`${domain.override.by} lets this domain send unverified`}>
            {domain.override.reason}
          </Notice>
        </div>
      )}
      <p className="mb-2 text-xs text-muted">Publish these DNS records where the domain is registered:</p>
      <div className="-mx-5 -mb-2">
        <Table
          label={`DNS records of ${domain.host}`}
          head={
            <>
              <Th>For</Th>
              <Th>Type</Th>
              <Th>Name</Th>
              <Th>Value</Th>
            </>
          }
        >
          {domain.dns_records.map((record) => (
            <tr key={record.name + record.type}>
              <Td>{record.purpose}</Td>
              <Td>{record.type}</Td>
              <Td className="max-w-56 min-w-48">
                <Copyable label={`name of the ${record.purpose} record`} value={record.name} />
              </Td>
              <Td className="max-w-80 min-w-60">
                <Copyable label={`value of the ${record.purpose} record`} value={record.value} />
              </Td>
            </tr>
          ))}
        </Table>
      </div>
    </Panel>
  );
}
