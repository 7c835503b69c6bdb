import { words } from "@/lib/format";
import { useMay, type Role } from "@/lib/session";

/** What each role may do, the least first. */
export const ROLES: Record<Role, string> = {
  VIEWER: "Sees everything, changes nothing.",
  EDITOR: "Writes templates, drafts and the audience; may not send.",
  ADMIN: "Sends, and manages members, keys, domains and providers.",
  OWNER: "All of it, and the owners themselves.",
};

/** The roles somebody may give: only an owner makes an owner. */
export function RoleOptions() {
  const owns = useMay("OWN");
  return (Object.keys(ROLES) as Role[]).map((role) => (
    <option key={role} value={role} disabled={role === "OWNER" && !owns}>
      {words(role)}
    </option>
  ));
}
