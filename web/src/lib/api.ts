import { call } from "./http";
import type { components, paths } from "./openapi";

/*
 * The API as its own description types it (openapi.d.ts, generated from openapi.json). An address knows the path it was
 * made from, so a call knows what it sends and what it gets, and the compiler finds what a change of the API breaks.
 */

/** A record of the API. */
export type Model<Name extends keyof components["schemas"]> = components["schemas"][Name];

export type Path = keyof paths;
/**
 * A filled-in address of the path `P`: "/workspaces/mill/audience/lists" of "/workspaces/{ws}/audience/lists". Only the
 * compiler knows `of`; it is what keeps a text put together by hand from being called.
 */
export type Address<P extends Path> = string & { readonly of: P };

/** The names in the braces of a path. */
type Places<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;
export type Values<P extends string> = [Places<P>] extends [never] ? [] : [Record<Places<P>, string | number>];

type Method = "get" | "post" | "put" | "patch" | "delete";
type Operation<P extends Path, M extends Method> = P extends Path ? (paths[P] extends Record<M, infer Described> ? Described : never) : never;
type Success<Responses> = Responses[keyof Responses & (200 | 201 | 202 | 204)];
type Answered<Described> = Described extends { responses: infer Responses } ? (Success<Responses> extends { content: { "application/json": infer Body } } ? Body : undefined) : never;
/** What a call answers; nothing where the description names no content. */
type Answer<P extends Path, M extends Method> = Answered<Operation<P, M>>;
type Asked<P extends Path, M extends Method> = Operation<P, M> extends { requestBody?: infer Wanted } ? NonNullable<Wanted> : never;
/** What a call sends; nothing where the description asks for no content. */
type Given<P extends Path, M extends Method> = [Asked<P, M>] extends [never] ? undefined : Asked<P, M> extends { content: { "application/json": infer Body } } ? Body : undefined;
type Query<P extends Path> = Operation<P, "get" | "post"> extends { parameters: { query?: infer Filters } } ? Filters : never;
/** One item of a list that comes in pages. */
export type Item<P extends Path> = Answer<P, "get"> extends { items: (infer Each)[] } ? Each : never;

type Draft = { template?: Partial<Model<"TemplateRequest">>; context?: Record<string, unknown> };
/** Bodies the description leaves open: merge patches (RFC 7396), which hold any part of a record, and drafts of templates. */
type Open = {
  "/workspaces/{ws}/email-marketing/campaigns/{id}": Model<"CampaignRequest">;
  "/workspaces/{ws}/email-marketing/templates/{id}": Model<"TemplateRequest">;
  "/workspaces/{ws}/email-marketing/templates/{id}/preview": Draft;
  "/workspaces/{ws}/email-marketing/templates/{id}/lint": Model<"TemplateRequest">;
  "/workspaces/{ws}/email-infrastructure/domains/{id}": Model<"DomainRequest">;
  "/workspaces/{ws}/email-infrastructure/identities/{id}": Model<"IdentityRequest">;
  "/workspaces/{ws}/email-infrastructure/providers/{id}": Model<"ProviderRequest">;
};
type Body<P extends Path, M extends Method> = P extends keyof Open ? Partial<Open[P]> : Given<P, M>;

/** `address("/preferences/{token}", { token })`. */
export const address = <P extends Path>(path: P, ...[values]: Values<P>): Address<P> => filled(path, values ?? {});

/** A path with the places in its braces filled in. */
export const filled = <P extends Path>(path: P, values: Record<string, string | number>): Address<P> =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]!)) as Address<P>;

/** What stands under the path `P` without further places to fill. */
type Under<P extends Path> = Exclude<Path extends infer Each ? (Each extends `${P}/${infer Rest}` ? `/${Rest}` : never) : never, `${string}{${string}`>;

/** `under(campaign, "/send")`. */
export const under = <P extends Path, Rest extends Under<P>>(path: Address<P>, rest: Rest) =>
  `${path}${rest}` as Address<`${P}${Rest}` & Path>;

/** The names a path may be filtered by. Their values mostly come from the page's address, so that the server checks them. */
export type Filters<P extends Path> = { [Name in keyof Query<P>]?: string | number | null };

/** The address with `?a=1`, leaving out what is empty. */
export function withQuery<P extends Path>(path: Address<P>, filters: Filters<P>): Address<P> {
  const entries = Object.entries<string | number | null | undefined>(filters).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(entries.map(([key, value]) => [key, String(value)]));
  return entries.length === 0 ? path : (`${path}?${search}` as Address<P>);
}

export const get = <P extends Path>(path: Address<P>, signal?: AbortSignal) => call<Answer<P, "get">>("GET", path, undefined, signal);
export const post = <P extends Path>(path: Address<P>, ...[body, signal]: Body<P, "post"> extends undefined ? [] : [Body<P, "post">, AbortSignal?]) =>
  call<Answer<P, "post">>("POST", path, body ?? {}, signal);
export const put = <P extends Path>(path: Address<P>, body: Body<P, "put">) => call<Answer<P, "put">>("PUT", path, body);
export const patch = <P extends Path>(path: Address<P>, body: Body<P, "patch">) => call<Answer<P, "patch">>("PATCH", path, body);
export const remove = <P extends Path>(path: Address<P>) => call<Answer<P, "delete">>("DELETE", path);
/** Sends a file as it is. */
export const upload = <P extends Path>(path: Address<P>, file: Blob) => call<Answer<P, "post">>("POST", path, file);
