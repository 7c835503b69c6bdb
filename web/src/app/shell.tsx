import { LogOut, Menu as MenuIcon, Moon, Search, Sun } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Navigate, NavLink, Outlet, useLocation, useNavigate, useNavigation, useParams } from "react-router";
import { home, useSession, useSignIn, WorkspaceContext, type Session, type Workspace } from "@/lib/session";
import { useTheme } from "@/lib/theme";
import { IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Failed } from "@/ui/query-state";
import { NotFound } from "./faults";
import { ROOMS } from "./rooms";

// What the first paint does not need comes after it.
const Drawer = lazy(() => import("./drawer"));
const Palette = lazy(() => import("./palette"));
const WorkspaceSwitcher = lazy(() => import("./workspace-switcher"));
const Toaster = lazy(async () => ({ default: (await import("sonner")).Toaster }));

/** `/`: to the overview of the first workspace, or to the way in. */
export function FirstWorkspace() {
  const session = useSession();
  if (session.error) return <Failed error={session.error} retry={session.refetch} />;
  if (session.data === undefined) return null;
  const first = session.data?.workspaces[0];
  return <Navigate to={first ? home(first) : "/sign-in"} replace />;
}

/** The frame of every page inside a workspace. Nobody signed in is led to the way in, and back here afterwards. */
export function Shell() {
  const session = useSession();
  const { slug } = useParams();
  const location = useLocation();
  if (session.data === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  if (session.data === undefined) return session.error ? <Failed error={session.error} retry={session.refetch} /> : null;
  const workspace = session.data.workspaces.find((candidate) => candidate.slug === slug || candidate.id === slug);
  if (!workspace) return <NotFound />;
  return (
    <WorkspaceContext value={workspace}>
      <Frame session={session.data} workspace={workspace} />
    </WorkspaceContext>
  );
}

function Frame({ session, workspace }: { session: Session; workspace: Workspace }) {
  const [open, setOpen] = useState(false);
  const [searching, setSearching] = useState(false);
  const [theme] = useTheme();
  const navigation = useNavigation();
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setSearching((before) => !before);
    };
    window.addEventListener("keydown", toggle);
    return () => window.removeEventListener("keydown", toggle);
  }, []);
  const side = <Side session={session} workspace={workspace} search={() => setSearching(true)} leave={() => setOpen(false)} />;
  return (
    <div className="min-h-screen md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
      <a href="#content" className="sr-only z-50 rounded-md bg-strong px-3 py-2 text-on-strong focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-screen border-r border-line md:block">{side}</aside>
      <div className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-canvas px-3 md:hidden">
        <IconButton icon={MenuIcon} label="Open navigation" aria-expanded={open} onClick={() => setOpen(true)} />
        <Suspense>{open && <Drawer close={() => setOpen(false)}>{side}</Drawer>}</Suspense>
        <span className="truncate text-sm font-medium">{workspace.name}</span>
      </div>
      {navigation.state === "loading" && <div aria-hidden className="advance fixed inset-x-0 top-0 z-50 h-0.5 origin-left bg-accent-line" />}
      <main id="content" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none sm:px-8 sm:py-8">
        <div className="mx-auto max-w-6xl has-data-wide:max-w-[110rem]">
          <Suspense>
            <Outlet />
          </Suspense>
        </div>
      </main>
      <Suspense>{searching && <Palette open onOpen={setSearching} />}</Suspense>
      <Suspense>
        <Toaster theme={theme} position="bottom-right" toastOptions={{ className: "!font-sans" }} />
      </Suspense>
    </div>
  );
}

function Side({ session, workspace, search, leave }: { session: Session; workspace: Workspace; search: () => void; leave: () => void }) {
  const [theme, setTheme] = useTheme();
  const signIn = useSignIn();
  const navigate = useNavigate();
  const signOut = async () => {
    await signIn.out();
    navigate("/sign-in");
  };
  return (
    <div className="flex h-full flex-col gap-1 p-3">
      <Suspense fallback={<div className="h-10" />}>
        <WorkspaceSwitcher workspaces={session.workspaces} current={workspace} />
      </Suspense>
      <button
        type="button"
        onClick={search}
        className="mt-2 mb-3 flex h-8 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-sm text-muted shadow-card transition-colors hover:border-line-strong"
      >
        <Search className="size-4" aria-hidden />
        Go to…
        <kbd className="ml-auto rounded border border-line px-1.5 font-sans text-2xs">Ctrl K</kbd>
      </button>
      <nav aria-label="Rooms" className="grid gap-0.5">
        {ROOMS.map(({ path, label, icon: Icon }) => (
          <NavLink
            key={path}
            to={`${home(workspace)}/${path}`}
            onClick={leave}
            className={({ isActive }) =>
              cx(
                "flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium transition-colors",
                isActive ? "bg-sunken text-ink" : "text-muted hover:bg-sunken/60 hover:text-ink",
              )
            }
          >
            <Icon className="size-4" aria-hidden />
            {label}
          </NavLink>
        ))}
      </nav>
      <div className="mt-auto flex items-center gap-1 border-t border-line pt-3 pl-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{session.account.name || session.account.email}</p>
          {session.account.name && <p className="truncate text-xs text-muted">{session.account.email}</p>}
        </div>
        <IconButton icon={theme === "dark" ? Sun : Moon} label={theme === "dark" ? "Light colours" : "Dark colours"} onClick={() => setTheme(theme === "dark" ? "light" : "dark")} />
        <IconButton icon={LogOut} label="Sign out" onClick={signOut} />
      </div>
    </div>
  );
}
