import { UserSearch, Users } from "lucide-react";
import { useState } from "react";
import { withQuery } from "@/lib/api";
import { number, words } from "@/lib/format";
import { useDebounced } from "@/lib/debounce";
import { usePages } from "@/lib/page";
import { home, useAt, useWorkspace } from "@/lib/session";
import { useUrlState } from "@/lib/url-state";
import { Button, ButtonLink, DownloadLink } from "@/ui/button";
import { SearchField, SmallSelect } from "@/ui/field";
import { Failed, Rows } from "@/ui/query-state";
import { Card, Empty } from "@/ui/surface";
import { More, Table, Td, Th } from "@/ui/table";
import { Time } from "@/ui/time";
import { Profile } from "./profile";
import { SubscriberBadge } from "./subscriber-badge";
import { SUBSCRIBER_STATUSES, type Subscriber } from "./types";

export function Subscribers() {
  const workspace = useWorkspace();
  const at = useAt();
  const [status, setStatus] = useUrlState("status");
  const [list, setList] = useUrlState("list");
  const [search, setSearch] = useUrlState("q");
  const [open, setOpen] = useState<Subscriber>();
  const settled = useDebounced(search, 250);
  const filter = { status, list, search: settled };
  const people = usePages(at("/audience/subscribers"), filter);
  const lists = usePages(at("/audience/lists"));
  const clear = () => {
    setStatus("");
    setList("");
    setSearch("");
  };
  return (
    <>
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField label="Search address or name" value={search} onValue={setSearch} />
        <SmallSelect label="Status" className="w-40" value={status} onChange={(event) => setStatus(event.target.value)}>
          <option value="">Any status</option>
          {SUBSCRIBER_STATUSES.map((each) => (
            <option key={each} value={each}>
              {words(each)}
            </option>
          ))}
        </SmallSelect>
        <SmallSelect label="List" className="w-52" value={list} onChange={(event) => setList(event.target.value)}>
          <option value="">In any list or none</option>
          {lists.items?.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SmallSelect>
        <DownloadLink href={withQuery(at("/audience/subscribers/export"), filter)}>CSV</DownloadLink>
      </div>
      <Card>
        {people.items === undefined ? (
          people.error ? <Failed error={people.error} retry={people.refetch} /> : <Rows />
        ) : people.items.length === 0 ? (
          status || list || search ? (
            <Empty icon={UserSearch} title="Nobody matches" action={<Button onClick={clear}>Clear the filters</Button>} />
          ) : (
            <Empty icon={Users} title="Nobody is here yet" action={<ButtonLink look="primary" to={`${home(workspace)}/audience/import`}>Import a CSV file</ButtonLink>}>
              Bring the people you may write to. Exports of Mailchimp, Mautic and listmonk are understood as they are.
            </Empty>
          )
        ) : (
          <>
            <Table
              label="Subscribers"
              head={
                <>
                  <Th>Person</Th>
                  <Th>Status</Th>
                  <Th className="hidden md:table-cell">Tags</Th>
                  <Th className="hidden sm:table-cell">Since</Th>
                </>
              }
            >
              {people.items.map((person) => (
                <Row key={person.id} person={person} open={() => setOpen(person)} />
              ))}
            </Table>
            <More shown={`${number(people.items.length)} shown`} hasMore={people.hasNextPage} busy={people.isFetchingNextPage} load={() => void people.fetchNextPage()} />
          </>
        )}
      </Card>
      {open && <Profile person={open} close={() => setOpen(undefined)} />}
    </>
  );
}

function Row({ person, open }: { person: Subscriber; open: () => void }) {
  return (
    <tr className="group transition-colors hover:bg-sunken/50">
      <Td className="max-w-60 min-w-44 sm:max-w-96">
        <button type="button" onClick={open} className="block max-w-full truncate rounded font-medium group-hover:underline">
          {person.email}
        </button>
        {person.name && <span className="block truncate text-xs text-muted">{person.name}</span>}
      </Td>
      <Td>
        <SubscriberBadge status={person.status} />
      </Td>
      <Td className="hidden max-w-52 truncate text-muted md:table-cell">{person.tags.join(", ") || "–"}</Td>
      <Td className="hidden text-muted sm:table-cell">
        <Time at={person.created_at} />
      </Td>
    </tr>
  );
}
