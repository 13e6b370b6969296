import { Pager } from "@/components/ui/navigation/pager";

type Props = { label: string; path: string; filters: Record<string, string | undefined>; nextCursor: string | null };

/** The links below a list that is paged by its address. */
export function ListPager({ label, path, filters: { cursor, ...filters }, nextCursor }: Props) {
  const at = (next?: string) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...filters, cursor: next })) if (value) query.set(name, value);
    return query.size ? `${path}?${query}` : path;
  };
  return <Pager label={label} newest={cursor ? at() : null} older={nextCursor ? at(nextCursor) : null} />;
}
