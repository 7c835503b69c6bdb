import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";
import { address, filled, get, post, remove, type Address, type Model, type Path, type Values } from "./api";
import { Problem } from "./problem";

export type Workspace = Model<"SessionWorkspaceView">;
export type Role = Workspace["role"];
export type Permission = Model<"ApiKey">["scopes"][number];
export type Session = Model<"Session">;

const KEY = ["session"];

/** Who is signed in; `data` is null for nobody. */
export function useSession() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => load(signal), staleTime: 60_000 });
}

async function load(signal: AbortSignal): Promise<Session | null> {
  try {
    return await get(address("/api/session"), signal);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/** The ways in and out. Each leaves the session query holding the truth. */
export function useSignIn() {
  const client = useQueryClient();
  const reload = async () => {
    client.removeQueries();
    await client.fetchQuery({ queryKey: KEY, queryFn: ({ signal }) => load(signal) });
  };
  return {
    withPassword: async (email: string, password: string) => {
      await post(address("/api/session"), { email, password });
      await reload();
    },
    withLink: async (token: string) => {
      await post(address("/api/session/link"), { token });
      await reload();
    },
    bySetUp: async (form: Model<"SessionSetUp">) => {
      await post(address("/api/setup"), form);
      await reload();
    },
    byInvitation: async (form: Model<"SessionAcceptance">) => {
      await post(address("/api/invitations/accept"), form);
      await reload();
    },
    out: async () => {
      await remove(address("/api/session"));
      client.clear();
      client.setQueryData(KEY, null);
    },
  };
}

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** The workspace of the address (`/w/{slug}/…`). */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error("This page belongs inside a workspace.");
  return workspace;
}

const GRANTED: Record<Role, Permission[]> = {
  VIEWER: ["READ"],
  EDITOR: ["READ", "WRITE"],
  ADMIN: ["READ", "WRITE", "SEND", "MANAGE"],
  OWNER: ["READ", "WRITE", "SEND", "MANAGE", "OWN"],
};

/** Whether the signed-in person may do it here. The server decides; this only spares people a refusal. */
export const useMay = (permission: Permission) => GRANTED[useWorkspace().role].includes(permission);

/** A path inside a workspace, without its start. */
type Inside = Path extends infer Each ? (Each extends `/workspaces/{ws}${infer Rest}` ? Rest : never) : never;

/** Addresses of the API in the present workspace: `at("/audience/lists/{id}", { id })`. */
export function useAt() {
  const { slug } = useWorkspace();
  return <Rest extends Inside>(rest: Rest, ...[values]: Values<Rest>): Address<`/workspaces/{ws}${Rest}` & Path> =>
    filled(`/workspaces/{ws}${rest}` as `/workspaces/{ws}${Rest}` & Path, { ...values, ws: slug });
}

/** Start of the page addresses of a workspace. */
export const home = (workspace: Workspace) => `/w/${workspace.slug}`;
