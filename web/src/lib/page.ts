import { useInfiniteQuery } from "@tanstack/react-query";
import { get, withQuery, type Address, type Filters, type Item, type Path } from "./api";

/** One page of a list; `next` goes into `after` of the following request. */
type Page<T> = { items: T[]; next: string | null };

/** A keyset-paged list of the API, growing by `fetchNextPage`. `items` is everything loaded so far. */
export function usePages<P extends Path>(path: Address<P>, filters: Filters<P> = {}, options: { refetchInterval?: number | false } = {}) {
  const result = useInfiniteQuery({
    queryKey: [path, filters],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => {
      const address = withQuery(path, { ...filters, limit: 50, after: pageParam });
      return (await get(address, signal)) as Page<Item<P>>;
    },
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: options.refetchInterval ?? false,
    placeholderData: (previous) => previous,
  });
  return { ...result, items: result.data?.pages.flatMap((page) => page.items) };
}
