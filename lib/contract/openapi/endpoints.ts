import { accountEndpoints } from "./account-endpoints";
import { colorizeEndpoint } from "./colorize-endpoint";
import type { Endpoint } from "./endpoint";
import { jobEndpoints } from "./job-endpoints";
import { publishedEndpoints } from "./published-endpoints";

/** The public API, one entry for each method of each address. */
export const endpoints: readonly Endpoint[] = [
  colorizeEndpoint,
  ...jobEndpoints,
  ...accountEndpoints,
  ...publishedEndpoints,
];
