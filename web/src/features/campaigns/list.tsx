import { Ellipsis, Plus, Send } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { toast } from "sonner";
import { number, percent } from "@/lib/format";
import { useDebounced } from "@/lib/debounce";
import { usePages } from "@/lib/page";
import { explain } from "@/lib/problem";
import { home, useAt, useMay, useWorkspace } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { Button, ButtonLink, IconButton } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { SearchField, SmallSelect } from "@/ui/field";
import { Menu, MenuItem } from "@/ui/menu";
import { Failed, Rows } from "@/ui/query-state";
import { Card, Empty, Meter, PageHeader } from "@/ui/surface";
import { More, Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";
import { actionsOf, RULES, useCampaignAction, type Action } from "./actions";
import { CampaignBadge, STATUSES, statusWord } from "./status";
import type { Campaign } from "./types";

export function Component() {
  const workspace = useWorkspace();
  const at = useAt();
  const mayWrite = useMay("WRITE");
  const [status, setStatus] = useUrlState("status");
  const [search, setSearch] = useUrlState("q");
  const settled = useDebounced(search, 250);
  const campaigns = usePages(at("/email-marketing/campaigns"), { status, search: settled }, { refetchInterval: 5_000 });
  const clear = () => {
    setStatus("");
    setSearch("");
  };
  const create = mayWrite && (
    <ButtonLink look="primary" icon={Plus} to={`${home(workspace)}/campaigns/new`}>
      New campaign
    </ButtonLink>
  );
  return (
    <>
      <title>Campaigns · Lettermill</title>
      <PageHeader title="Campaigns" hint="What you send, to whom, and what came of it." actions={create} />
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField label="Search campaigns" value={search} onValue={setSearch} />
        <SmallSelect label="Status" className="w-40" value={status} onChange={(event) => setStatus(event.target.value)}>
          <option value="">Any status</option>
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              {statusWord(each)}
            </option>
          ))}
        </SmallSelect>
      </div>
      <Card>
        {campaigns.items === undefined ? (
          campaigns.error ? <Failed error={campaigns.error} retry={campaigns.refetch} /> : <Rows />
        ) : campaigns.items.length === 0 ? (
          status || search ? (
            <Empty icon={Send} title="No campaign matches" action={<Button onClick={clear}>Clear the filters</Button>} />
          ) : (
            <Empty icon={Send} title="No campaigns yet" action={create}>
              A campaign is one mailing: a template, an audience and a time.
            </Empty>
          )
        ) : (
          <>
            <Table label="Campaigns" head={<Head />}>
              {campaigns.items.map((campaign) => (
                <Row key={campaign.id} campaign={campaign} />
              ))}
            </Table>
            <More
              shown={`${number(campaigns.items.length)} shown`}
              hasMore={campaigns.hasNextPage}
              busy={campaigns.isFetchingNextPage}
              load={() => void campaigns.fetchNextPage()}
            />
          </>
        )}
      </Card>
    </>
  );
}

const Head = () => (
  <>
    <Th>Campaign</Th>
    <Th className="hidden sm:table-cell">Status</Th>
    <Th className="hidden lg:table-cell">When</Th>
    <Th end>Sent</Th>
    <Th end className="hidden sm:table-cell">
      Opened
    </Th>
    <Th end className="hidden sm:table-cell">
      Clicked
    </Th>
    <Th>
      <span className="sr-only">Actions</span>
    </Th>
  </>
);

function Row({ campaign }: { campaign: Campaign }) {
  const workspace = useWorkspace();
  const under = campaign.status === "SENDING" || campaign.status === "PAUSED";
  const opened = percent(campaign.unique_open_count, campaign.sent_count);
  const clicked = percent(campaign.unique_click_count, campaign.sent_count);
  return (
    <tr className="group transition-colors hover:bg-sunken/50">
      <Td className="w-full max-w-0 min-w-44">
        <Link to={`${home(workspace)}/campaigns/${campaign.id}`} className="line-clamp-2 rounded font-medium group-hover:underline">
          {campaign.name}
        </Link>
        <div className="mt-1.5 sm:hidden">
          <CampaignBadge status={campaign.status} />
          {campaign.sent_count > 0 && (
            <p className="tabular mt-1.5 text-xs text-muted">
              {opened} opened, {clicked} clicked
            </p>
          )}
        </div>
        {under && (
          <div className="mt-1.5 max-w-56">
            <Meter label={`${campaign.name}: sent`} value={campaign.sent_count} of={campaign.total_recipients} />
          </div>
        )}
      </Td>
      <Td className="hidden sm:table-cell">
        <CampaignBadge status={campaign.status} />
      </Td>
      <Td className="hidden text-muted lg:table-cell">
        <Time at={campaign.started_at ?? campaign.scheduled_at ?? campaign.created_at} />
      </Td>
      <Td end>
        {number(campaign.sent_count)}
        {under && <span className="text-muted"> / {number(campaign.total_recipients)}</span>}
      </Td>
      <Td end className="hidden sm:table-cell">
        {opened}
      </Td>
      <Td end className="hidden sm:table-cell">
        {clicked}
      </Td>
      <Td className="w-12 py-1.5">
        <RowMenu campaign={campaign} />
      </Td>
    </tr>
  );
}

function RowMenu({ campaign }: { campaign: Campaign }) {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const run = useCampaignAction();
  const [asked, setAsked] = useState<Action>();
  const mayWrite = useMay("WRITE");
  const maySend = useMay("SEND");
  const allowed = actionsOf(campaign.status).filter((action) => (RULES[action].needs === "SEND" ? maySend : mayWrite));
  const perform = async (action: Action) => {
    const copy = await run(action, campaign);
    if (action === "duplicate" && copy) navigate(`${home(workspace)}/campaigns/${copy}`);
  };
  if (allowed.length === 0) return null;
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={`Actions for ${campaign.name}`} />}>
        {allowed.map((action) => (
          <MenuItem
            key={action}
            icon={RULES[action].icon}
            dangerous={RULES[action].dangerous}
            onSelect={() => (RULES[action].effect ? setAsked(action) : perform(action).catch((error: unknown) => toast.error(explain(error))))}
          >
            {RULES[action].verb}
          </MenuItem>
        ))}
      </Menu>
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
