import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";
import { call, get, post } from "./http";
import { Problem } from "./problem";

export type Role = "OWNER" | "ADMIN" | "EDITOR" | "VIEWER";
export type Permission = "READ" | "WRITE" | "SEND" | "MANAGE" | "OWN";
export type Workspace = { id: string; slug: string; name: string; role: Role; timezone: string };
export type Session = { account: { id: string; email: string; name: string | null }; workspaces: Workspace[] };

const KEY = ["session"];

/** Who is signed in; `data` is null for nobody. */
export function useSession() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => load(signal), staleTime: 60_000 });
}

async function load(signal: AbortSignal): Promise<Session | null> {
  try {
    return await get<Session>("/api/session", signal);
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
      await post("/api/session", { email, password });
      await reload();
    },
    withLink: async (token: string) => {
      await post("/api/session/link", { token });
      await reload();
    },
    bySetUp: async (form: Record<string, string>) => {
      await post("/api/setup", form);
      await reload();
    },
    out: async () => {
      await call("DELETE", "/api/session");
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

/** Start of the API paths of a workspace. */
export const marketing = (workspace: Workspace) => `/workspaces/${workspace.slug}/email-marketing`;
export const audience = (workspace: Workspace) => `/workspaces/${workspace.slug}/audience`;
export const infrastructure = (workspace: Workspace) => `/workspaces/${workspace.slug}/email-infrastructure`;
/** Start of the page addresses of a workspace. */
export const home = (workspace: Workspace) => `/w/${workspace.slug}`;
