import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { get, patch, remove, type Model } from "@/lib/api";
import { words } from "@/lib/format";
import { explain } from "@/lib/problem";
import { useAt, useMay, useSession, type Role } from "@/lib/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { SmallSelect } from "@/ui/field";
import { Loaded } from "@/ui/query-state";
import { Card } from "@/ui/surface";
import { Table, Td, Th } from "@/ui/table";
import { Invite } from "./invite";
import { RoleOptions } from "./roles";

type Member = Model<"WorkspaceMember">;

/** Who may do what in the workspace. */
export function Members() {
  const at = useAt();
  const client = useQueryClient();
  const mayManage = useMay("MANAGE");
  const me = useSession().data?.account.id;
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Member>();
  const members = useQuery({ queryKey: [at("/members")], queryFn: ({ signal }) => get(at("/members"), signal) });
  const refresh = async (member: Member) => {
    await client.invalidateQueries({ queryKey: [at("/members")] });
    // What I may do here has changed too.
    if (member.account_id === me) await client.invalidateQueries({ queryKey: ["session"] });
  };
  const change = async (member: Member, role: Role) => {
    try {
      await patch(at("/members/{account}", { account: member.account_id }), { role });
      toast.success(`${member.name} is ${words(role).toLowerCase()} now`);
    } catch (error) {
      toast.error(explain(error));
    }
    await refresh(member);
  };
  return (
    <>
      {mayManage && (
        <div className="mb-4 flex justify-end">
          <Button icon={UserPlus} onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        </div>
      )}
      <Card>
        <Loaded query={members}>
          {(people) => (
            <Table label="Members" head={<Head />}>
              {people.map((member) => (
                <Row key={member.account_id} member={member} itsMe={member.account_id === me} change={(role) => void change(member, role)} remove={() => setLeaving(member)} />
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {inviting && <Invite close={() => setInviting(false)} />}
      {leaving && (
        <Confirm
          title={`Remove ${leaving.name}?`}
          effect={`${leaving.email} loses access to this workspace at once. What they made stays.`}
          verb="Remove"
          dangerous
          act={async () => {
            await remove(at("/members/{account}", { account: leaving.account_id }));
            await refresh(leaving);
          }}
          close={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

const Head = () => (
  <>
    <Th>Person</Th>
    <Th>Role</Th>
    <Th>
      <span className="sr-only">Actions</span>
    </Th>
  </>
);

function Row({ member, itsMe, change, remove }: { member: Member; itsMe: boolean; change: (role: Role) => void; remove: () => void }) {
  const mayManage = useMay("MANAGE");
  const owns = useMay("OWN");
  const mayChange = mayManage && (owns || member.role !== "OWNER");
  return (
    <tr>
      <Td className="w-full max-w-0 min-w-24">
        <span className="block truncate font-medium">
          {member.name}
          {itsMe && <span className="font-normal text-muted"> (you)</span>}
        </span>
        <span className="block truncate text-xs text-muted">{member.email}</span>
      </Td>
      <Td className="py-2">
        {mayChange ? (
          <SmallSelect label={`Role of ${member.name}`} className="w-28" value={member.role} onChange={(event) => change(event.target.value as Role)}>
            <RoleOptions />
          </SmallSelect>
        ) : (
          words(member.role)
        )}
      </Td>
      <Td end className="py-2">
        {mayChange && (
          <Button size="small" look="danger" aria-label={`Remove ${member.name}`} onClick={remove}>
            Remove
          </Button>
        )}
      </Td>
    </tr>
  );
}
