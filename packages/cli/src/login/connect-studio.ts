import { PixomaxClient } from "../../../client/src/pixomax-client";
import type { Login } from "./config-file";

/** The studio's public API. A redirect is an error: the key would travel along to wherever it points. */
export function connectStudio({ url, key }: Login): PixomaxClient {
  return new PixomaxClient({
    baseUrl: url,
    apiKey: key,
    fetch: (input, init) => fetch(input, { ...init, redirect: "error" }),
  });
}
