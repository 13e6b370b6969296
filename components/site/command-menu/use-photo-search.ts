import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { jobListSchema } from "@/lib/contract/console-jobs";

export type FoundPhoto = { jobId: string; name: string; thumbUrl: string | null };

const pauseMs = 200;
const shown = 8;

/** Photos of the account whose names contain the text, newest first, asked for once the typing pauses. */
export function usePhotoSearch(text: string, signedIn: boolean): { photos: FoundPhoto[]; searching: boolean } {
  const wanted = text.trim();
  const [search, setSearch] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSearch(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const enabled = signedIn && search.length > 1;
  const { data, isFetching } = useQuery({
    queryKey: [...queryKeys.jobs, "search", search],
    queryFn: ({ signal }) =>
      fetchJson(`/api/console/jobs?${new URLSearchParams({ search, limit: String(shown) })}`, jobListSchema, {
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled,
  });
  const found = enabled && wanted.length > 1 ? (data?.jobs ?? []) : [];
  return {
    photos: found.map(({ jobId, name, thumbUrl }) => ({ jobId, name: name ?? "Photo", thumbUrl })),
    searching: signedIn && wanted.length > 1 && (isFetching || search !== wanted),
  };
}
