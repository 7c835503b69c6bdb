import { useInfiniteQuery } from "@tanstack/react-query";
import { get, withQuery } from "./http";

/** One page of a list; `next` goes into `after` of the following request. */
export type Page<T> = { items: T[]; next: string | null };

/** A keyset-paged list of the API, growing by `fetchNextPage`. `items` is everything loaded so far. */
export function usePages<T>(
  path: string,
  query: Record<string, string | undefined>,
  options: { refetchInterval?: number | false } = {},
) {
  const result = useInfiniteQuery({
    queryKey: [path, query],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => get<Page<T>>(withQuery(path, { ...query, limit: 50, after: pageParam }), signal),
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: options.refetchInterval ?? false,
    placeholderData: (previous) => previous,
  });
  return { ...result, items: result.data?.pages.flatMap((page) => page.items) };
}
