import { UserSearch } from "lucide-react";
import { withQuery } from "@/lib/api";
import { capital, number, words } from "@/lib/format";
import { useDebounced } from "@/lib/debounce";
import { usePages } from "@/lib/page";
import { useAt } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { Button, DownloadLink } from "@/ui/button";
import { SearchField, SmallSelect } from "@/ui/field";
import { Failed, Rows } from "@/ui/query-state";
import { Card, Empty } from "@/ui/surface";
import { More, Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";
import { RECIPIENT_STATUSES, RecipientBadge, recipientWord } from "./recipient-status";
import { useStats } from "./stats";
import { Unknown } from "./unknown";
import type { Campaign, Recipient } from "./types";

export function Recipients({ campaign }: { campaign: Campaign }) {
  const at = useAt();
  const [status, setStatus] = useUrlState("status");
  const [reason, setReason] = useUrlState("reason");
  const [search, setSearch] = useUrlState("q");
  const settled = useDebounced(search, 250);
  const path = at("/email-marketing/campaigns/{id}/recipients", { id: campaign.id });
  const people = usePages(path, { status, reason, search: settled }, { refetchInterval: campaign.status === "SENDING" ? 4_000 : false });
  const stats = useStats(campaign);
  const reasons = [...new Set([...(stats.data?.reasons.map((each) => each.reason) ?? []), ...(reason ? [reason] : [])])];
  const clear = () => {
    setStatus("");
    setReason("");
    setSearch("");
  };
  return (
    <>
      {!!stats.data?.unknown_count && <Unknown campaign={campaign} count={stats.data.unknown_count} />}
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField label="Search address or name" value={search} onValue={setSearch} />
        <SmallSelect label="Status" className="w-36" value={status} onChange={(event) => setStatus(event.target.value)}>
          <option value="">Any status</option>
          {RECIPIENT_STATUSES.map((each) => (
            <option key={each} value={each}>
              {recipientWord(each)}
            </option>
          ))}
        </SmallSelect>
        <SmallSelect label="Reason" className="w-48" value={reason} onChange={(event) => setReason(event.target.value)}>
          <option value="">Any reason</option>
          {reasons.map((each) => (
            <option key={each} value={each}>
              {words(each)}
            </option>
          ))}
        </SmallSelect>
        <DownloadLink href={withQuery(at("/email-marketing/campaigns/{id}/recipients.csv", { id: campaign.id }), { status, reason, search: settled })}>CSV</DownloadLink>
      </div>
      <Card>
        {people.items === undefined ? (
          people.error ? <Failed error={people.error} retry={people.refetch} /> : <Rows />
        ) : people.items.length === 0 ? (
          status || reason || search ? (
            <Empty icon={UserSearch} title="Nobody matches" action={<Button onClick={clear}>Clear the filters</Button>} />
          ) : (
            <Empty icon={UserSearch} title="No recipients yet">They are chosen the moment the campaign starts.</Empty>
          )
        ) : (
          <>
            <Table label="Recipients" head={<Head />}>
              {people.items.map((person) => (
                <Row key={person.id} person={person} />
              ))}
            </Table>
            <More shown={`${number(people.items.length)} shown`} hasMore={people.hasNextPage} busy={people.isFetchingNextPage} load={() => void people.fetchNextPage()} />
          </>
        )}
      </Card>
    </>
  );
}

const Head = () => (
  <>
    <Th>Recipient</Th>
    <Th>Status</Th>
    <Th>Reason</Th>
    <Th className="hidden xl:table-cell">Sent</Th>
    <Th className="hidden xl:table-cell">Opened</Th>
  </>
);

function Row({ person }: { person: Recipient }) {
  return (
    <tr>
      <Td className="w-full max-w-0 min-w-44">
        <span className="block truncate font-medium" title={person.email}>{person.email}</span>
        {person.recipient_name && <span className="block truncate text-xs text-muted">{person.recipient_name}</span>}
      </Td>
      <Td>
        <RecipientBadge status={person.status} unknown={person.phase === "UNKNOWN"} />
      </Td>
      <Td className="max-w-60 min-w-32">
        {person.reason && <span className="block">{capital(person.reason_text ?? words(person.reason))}</span>}
        {person.reason_detail && <span className="block truncate font-mono text-xs text-muted" title={person.reason_detail}>{person.reason_detail}</span>}
        {!person.reason && !person.reason_detail && <span className="text-muted">–</span>}
      </Td>
      <Td className="hidden text-muted xl:table-cell">
        <Time at={person.sent_at} />
      </Td>
      <Td className="hidden text-muted xl:table-cell">
        <Time at={person.opened_at} />
      </Td>
    </tr>
  );
}
