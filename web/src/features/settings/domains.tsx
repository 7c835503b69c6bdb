import { useQuery, useQueryClient } from "@tanstack/react-query";
import { AtSign, CircleAlert, CircleCheck, CircleDashed, CircleHelp, Clock3, Globe, Plus, ShieldAlert } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { get, post, remove, type Model } from "@/lib/api";
import { number, words } from "@/lib/format";
import { explain } from "@/lib/problem";
import { useAt, useMay } from "@/lib/session";
import { Button } from "@/ui/button";
import { Copyable } from "@/ui/copyable";
import { Loaded } from "@/ui/query-state";
import { SimpleForm } from "@/ui/simple-form";
import { Badge, Card, Empty, Notice, Panel } from "@/ui/surface";
import { Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";

type Domain = Model<"SendingDomain">;
type DnsRecord = Model<"RecordState">;
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

const RECORDS = [
  ["spf", "SPF"],
  ["dkim", "DKIM"],
  ["dmarc", "DMARC"],
  ["return_path", "Return path"],
] as const;

const VERDICTS = {
  UNCHECKED: { tone: "neutral", icon: CircleDashed, words: "Not checked yet" },
  OK: { tone: "good", icon: CircleCheck, words: "As it should be" },
  MISSING: { tone: "bad", icon: CircleAlert, words: "Missing" },
  WRONG: { tone: "bad", icon: CircleAlert, words: "Wrong" },
  UNKNOWN: { tone: "warn", icon: CircleHelp, words: "DNS did not answer" },
} as const;

function DomainPanel({ domain, senders }: { domain: Domain; senders: Identity[] }) {
  const at = useAt();
  const client = useQueryClient();
  const mayManage = useMay("MANAGE");
  const [busy, setBusy] = useState(false);
  const proven = PROVEN.includes(domain.status);
  const verify = async () => {
    setBusy(true);
    try {
      const checked = await post(at("/email-infrastructure/domains/{id}/verify", { id: domain.id }));
      if (PROVEN.includes(checked.status)) toast.success(`${domain.host} is verified`);
      else toast.error(`${domain.host} is not verified yet: what is lacking stands beside each record`);
      await client.invalidateQueries({ queryKey: [at("/email-infrastructure/domains")] });
    } catch (error) {
      toast.error(explain(error));
    } finally {
      setBusy(false);
    }
  };
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
        <div className="flex items-center gap-2">
          <Badge
            tone={proven ? "good" : domain.override ? "warn" : domain.status === "FAILED" ? "bad" : "neutral"}
            icon={proven ? CircleCheck : domain.override ? ShieldAlert : domain.status === "FAILED" ? CircleAlert : Clock3}
          >
            {domain.override && !proven ? "Sends by override" : words(domain.status)}
          </Badge>
          {mayManage && (
            <Button size="small" busy={busy} onClick={verify}>
              Verify
            </Button>
          )}
        </div>
      }
    >
      {domain.override && !proven && (
        <div className="mb-4">
          <Notice tone="warn" icon={ShieldAlert} title={`${domain.override.by} lets this domain send unverified`}>
            {domain.override.reason}
          </Notice>
        </div>
      )}
      <p className="mb-2 text-xs text-muted">
        {proven ? "These DNS records prove that mail is yours." : "Publish these DNS records where the domain is registered, then verify them."}{" "}
        {domain.checked_at && (
          <>
            Checked <Time at={domain.checked_at} relative />.
          </>
        )}
      </p>
      <div className="-mx-5 -mb-2">
        <Table
          label={`DNS records of ${domain.host}`}
          head={
            <>
              <Th>For</Th>
              <Th>Type</Th>
              <Th>Name</Th>
              <Th>Value</Th>
              <Th>In DNS</Th>
            </>
          }
        >
          {RECORDS.map(([key, label]) => (
            <RecordRow key={key} label={label} record={domain.dns_records[key]} />
          ))}
          {domain.dns_records.other_dkim.map((key) => (
            <RecordRow key={key.selector} label={`DKIM ${key.algorithm === "RSA" ? "" : "Ed25519 "}(${words(key.stage).toLowerCase()})`} record={key.record} />
          ))}
        </Table>
      </div>
      {mayManage && <Keys domain={domain} />}
    </Panel>
  );
}

/** Another key for the domain, and the second signature. */
function Keys({ domain }: { domain: Domain }) {
  const at = useAt();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const keys = domain.dns_records.other_dkim;
  const second = keys.some((key) => key.algorithm === "ED25519" && (key.stage === "WAITING" || key.stage === "SIGNING"));
  const run = async (change: () => Promise<unknown>, said: string) => {
    setBusy(true);
    try {
      await change();
      toast.success(said);
      await client.invalidateQueries({ queryKey: [at("/email-infrastructure/domains")] });
    } catch (error) {
      toast.error(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const ed25519 = at("/email-infrastructure/domains/{id}/dkim/ed25519", { id: domain.id });
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Button
        size="small"
        busy={busy}
        disabled={keys.some((key) => key.algorithm === "RSA" && key.stage === "WAITING")}
        onClick={() =>
          run(
            () => post(at("/email-infrastructure/domains/{id}/dkim/rotate", { id: domain.id })),
            "Publish the new key's record beside the old one; it signs once verification has seen it",
          )
        }
      >
        Rotate DKIM key
      </Button>
      {second ? (
        <Button size="small" busy={busy} onClick={() => run(() => remove(ed25519), "Mail is signed by RSA alone")}>
          End the Ed25519 signature
        </Button>
      ) : (
        <Button size="small" busy={busy} onClick={() => run(() => post(ed25519), "Publish the Ed25519 record; the second signature begins once it was seen")}>
          Add an Ed25519 signature
        </Button>
      )}
    </div>
  );
}

function RecordRow({ label, record }: { label: string; record: DnsRecord }) {
  const verdict = VERDICTS[record.verdict];
  return (
    <tr>
      <Td>{label}</Td>
      <Td>{record.type}</Td>
      <Td className="max-w-56 min-w-48">
        <Copyable label={`name of the ${label} record`} value={record.name} />
      </Td>
      <Td className="max-w-80 min-w-60">
        <Copyable label={`value of the ${label} record`} value={record.wanted} />
        {record.verdict === "WRONG" &&
          record.found.map((value) => (
            <p key={value} className="mt-1 truncate font-mono text-xs text-muted" title={value}>
              found: {value}
            </p>
          ))}
      </Td>
      <Td className="max-w-72 min-w-40">
        <Badge tone={verdict.tone} icon={verdict.icon}>
          {verdict.words}
        </Badge>
        {record.advice && <p className="mt-1 text-xs whitespace-normal text-muted">{record.advice}</p>}
      </Td>
    </tr>
  );
}
