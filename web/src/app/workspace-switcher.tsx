import { Check, ChevronsUpDown } from "lucide-react";
import { useNavigate } from "react-router";
import { home, type Workspace } from "@/lib/session";
import { Menu, MenuItem, MenuLabel } from "@/ui/menu";

export default function WorkspaceSwitcher({ workspaces, current }: { workspaces: Workspace[]; current: Workspace }) {
  const navigate = useNavigate();
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="flex h-10 items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-sunken">
          <Mark name={current.name} />
          <span className="sr-only">Workspace</span>
          <span className="min-w-0 flex-1 truncate text-sm font-semibold">{current.name}</span>
          <ChevronsUpDown className="size-4 shrink-0 text-muted" aria-hidden />
        </button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map((workspace) => (
        <MenuItem key={workspace.id} onSelect={() => navigate(home(workspace))}>
          <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
          {workspace.id === current.id && <Check className="size-4" aria-label="current" />}
        </MenuItem>
      ))}
    </Menu>
  );
}

const Mark = ({ name }: { name: string }) => (
  <span aria-hidden className="grid size-6 shrink-0 place-items-center rounded-md bg-accent-line text-xs font-semibold text-white dark:text-black">
    {name.charAt(0).toUpperCase()}
  </span>
);
