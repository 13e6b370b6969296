import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api-problem";

/** One per page load. Only a missing response is retried: a problem would be the same again. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status !== 0),
      },
    },
  });

/** The names of cached data. After a change, invalidate what depends on it by these. */
export const queryKeys = {
  balance: ["balance"] as const,
  capabilities: ["capabilities"] as const,
  jobs: ["jobs"] as const,
  workbenchJobs: ["jobs", "workbench"] as const,
  keys: ["keys"] as const,
  movements: ["movements"] as const,
  billing: ["billing"] as const,
  ledger: ["ledger"] as const,
  usage: ["usage"] as const,
  webhooks: ["webhooks"] as const,
  shares: ["shares"] as const,
  purchases: ["purchases"] as const,
  profile: ["profile"] as const,
  sessions: ["sessions"] as const,
  exports: ["exports"] as const,
  audit: ["audit"] as const,
  notifications: ["notifications"] as const,
  mailbox: ["mailbox"] as const,
  maintenance: ["maintenance"] as const,
  settings: ["admin", "settings"] as const,
  secondFactor: ["second-factor"] as const,
  connectedSignIns: ["connected-sign-ins"] as const,
};
