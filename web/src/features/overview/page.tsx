import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { Link } from "react-router";
import { get, withQuery, type Model } from "@/lib/api";
import { number, plural, share } from "@/lib/format";
import { home, useAt, useMay, useWorkspace } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { BarChart } from "@/ui/bar-chart";
import { ButtonLink } from "@/ui/button";
import { SmallSelect } from "@/ui/field";
import { Loaded } from "@/ui/query-state";
import { Stat } from "@/ui/stat";
import { Card, Empty, PageHeader, Panel, Skeleton } from "@/ui/surface";
import { Table, Td, Th } from "@/ui/table";
import { more, points } from "./change";
import { Running } from "./running";

type Overview = Model<"Overview">;

const PERIODS = ["7", "30", "90"];

/** What went out lately and what came of it, against the same time before. */
export function Component() {
  const at = useAt();
  const [days, setDays] = useUrlState("days", "30");
  const path = withQuery(at("/email-marketing/overview"), { days });
  const overview = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal), refetchInterval: 30_000 });
  return (
    <>
      <title>Overview · Lettermill</title>
      <PageHeader
        title="Overview"
        hint="What went out lately, and what came of it."
        actions={
          <SmallSelect label="Period" className="w-36" value={days} onChange={(event) => setDays(event.target.value)}>
            {PERIODS.map((each) => (
              <option key={each} value={each}>
                Last {each} days
              </option>
            ))}
          </SmallSelect>
        }
      />
      <Running />
      <Loaded query={overview} skeleton={<Skeleton className="h-96" />}>
        {(figures) => (figures.current.attempted + figures.previous.attempted === 0 ? <Nothing /> : <Figures overview={figures} />)}
      </Loaded>
    </>
  );
}

function Nothing() {
  const workspace = useWorkspace();
  const mayWrite = useMay("WRITE");
  return (
    <Card>
      <Empty
        icon={Send}
        title="Nothing has been sent in this time"
        action={
          mayWrite && (
            <ButtonLink look="primary" to={`${home(workspace)}/campaigns/new`}>
              New campaign
            </ButtonLink>
          )
        }
      >
        Once a campaign has gone out, its figures and those before it stand here. They are added up every minute.
      </Empty>
    </Card>
  );
}

function Figures({ overview }: { overview: Overview }) {
  const { current, change, days, timezone } = overview;
  const label = (day: string) => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day));
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3">
        <Stat label="Sent" value={number(current.sent)} note={more(change.sent, days)} />
        <Stat label="Opened" value={share(current.rates.open)} note={points(change.open_rate, days) ?? plural(current.unique_opens, "person", "people")} />
        <Stat label="Clicked" value={share(current.rates.click)} note={points(change.click_rate, days) ?? plural(current.unique_clicks, "person", "people")} />
        <Stat label="Bounced" value={share(current.rates.bounce)} note={points(change.bounce_rate, days) ?? plural(current.bounces, "mail", "mails")} />
        <Stat label="Unsubscribed" value={share(current.rates.unsubscribe)} note={more(change.unsubscribes, days) ?? plural(current.unsubscribes, "person", "people")} />
        <Stat label="Complaints" value={share(current.rates.complaint)} note={more(change.complaints, days) ?? plural(current.complaints, "person", "people")} />
      </dl>
      <Panel title="Day by day" hint={`Days of ${timezone}. What machines fetched by themselves is left out.`}>
        <BarChart title="Sent, opens and clicks by day" series={["sent", "opens", "clicks"]} bars={overview.series.map((day) => ({ label: label(day.day), values: [day.sent, day.opens, day.clicks] }))} />
      </Panel>
      {overview.top_campaigns.length > 0 && <Top campaigns={overview.top_campaigns} />}
    </div>
  );
}

function Top({ campaigns }: { campaigns: Overview["top_campaigns"] }) {
  const workspace = useWorkspace();
  return (
    <Card>
      <Table
        label="Best campaigns"
        head={
          <>
            <Th>Best campaigns</Th>
            <Th end className="hidden sm:table-cell">
              Sent
            </Th>
            <Th end>Opened</Th>
            <Th end>Clicked</Th>
          </>
        }
      >
        {campaigns.map((campaign) => (
          <tr key={campaign.id}>
            <Td className="w-full max-w-0 min-w-24">
              <Link to={`${home(workspace)}/campaigns/${campaign.id}`} className="line-clamp-2 rounded font-medium hover:underline">
                {campaign.name}
              </Link>
            </Td>
            <Td end className="hidden sm:table-cell">
              {number(campaign.sent)}
            </Td>
            <Td end>{share(campaign.rates.open)}</Td>
            <Td end>{share(campaign.rates.click)}</Td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}
