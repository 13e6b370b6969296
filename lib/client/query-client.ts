import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api-problem";

/** One per page load. Only a missing answer is asked again by itself: a problem stays the same problem. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status !== 0),
      },
    },
  });
