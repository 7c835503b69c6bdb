import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { CirclePlus, LayoutTemplate, Moon, Send, Sun, Upload } from "lucide-react";
import { useNavigate } from "react-router";
import { get, type Address } from "@/lib/api";
import { home, useAt, useMay, useWorkspace } from "@/lib/session";
import { useTheme } from "@/lib/theme";
import { ROOMS } from "./rooms";

/** Ctrl+K: go anywhere by typing a part of its name. */
export default function Palette({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpen}
      label="Go to"
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="appear fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-surface shadow-float"
    >
      <Command.Input placeholder="Type a name or a place…" className="h-12 w-full border-b border-line bg-transparent px-4 text-sm outline-none" />
      <Command.List className="max-h-80 overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted">
        <Command.Empty className="px-4 py-8 text-center text-sm text-muted">Nothing is called that.</Command.Empty>
        {open && <Places leave={() => onOpen(false)} />}
      </Command.List>
    </Command.Dialog>
  );
}

function Places({ leave }: { leave: () => void }) {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const mayWrite = useMay("WRITE");
  const [theme, setTheme] = useTheme();
  const at = useAt();
  const named = <P extends "/workspaces/{ws}/email-marketing/campaigns" | "/workspaces/{ws}/email-marketing/templates">(path: Address<P>) => ({
    queryKey: [path, "palette"],
    queryFn: () => get(path),
  });
  const campaigns = useQuery(named(at("/email-marketing/campaigns")));
  const templates = useQuery(named(at("/email-marketing/templates")));
  const to = (path: string) => () => {
    leave();
    navigate(`${home(workspace)}/${path}`);
  };
  return (
    <>
      <Command.Group heading="Rooms">
        {ROOMS.map((room) => (
          <Item key={room.path} icon={room.icon} text={room.label} act={to(room.path)} />
        ))}
      </Command.Group>
      <Command.Group heading="Do">
        {mayWrite && <Item icon={CirclePlus} text="New campaign" act={to("campaigns/new")} />}
        {mayWrite && <Item icon={Upload} text="Import people" act={to("audience/import")} />}
        <Item
          icon={theme === "dark" ? Sun : Moon}
          text={theme === "dark" ? "Light colours" : "Dark colours"}
          act={() => {
            setTheme(theme === "dark" ? "light" : "dark");
            leave();
          }}
        />
      </Command.Group>
      <Command.Group heading="Campaigns">
        {campaigns.data?.items.map((item) => <Item key={item.id} icon={Send} text={item.name ?? ""} id={item.id} act={to(`campaigns/${item.id}`)} />)}
      </Command.Group>
      <Command.Group heading="Templates">
        {templates.data?.items.map((item) => <Item key={item.id} icon={LayoutTemplate} text={item.name} id={item.id} act={to(`templates/${item.id}`)} />)}
      </Command.Group>
    </>
  );
}

function Item({ icon: Icon, text, id, act }: { icon: typeof Send; text: string; id?: string; act: () => void }) {
  return (
    <Command.Item
      value={`${text} ${id ?? ""}`}
      onSelect={act}
      className="flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 text-sm data-[selected=true]:bg-sunken"
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="truncate">{text}</span>
    </Command.Item>
  );
}
