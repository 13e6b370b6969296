import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";
import { createRequestStoreForAPI } from "next/dist/server/async-storage/request-store";
import type { NextRequest } from "next/server";
import type { RouteHandler } from "../http/route/define-route";

type WorkStore = Parameters<typeof workAsyncStorage.run>[0];
type Store = Parameters<typeof createRequestStoreForAPI>;

/** The handler as Next calls it: `cookies()` and `headers()`, which next-auth reads, are those of the request. */
export function asNextCallsIt(handler: RouteHandler): RouteHandler {
  return (request, info) => {
    const store = createStore(request);
    const route = request.nextUrl.pathname;
    // The few fields that next/headers reads; Next's own type has forty.
    const work = { route, forceStatic: false, dynamicShouldError: false } as WorkStore;
    return workAsyncStorage.run(work, () => workUnitAsyncStorage.run(store, () => handler(request, info)));
  };
}

function createStore(request: NextRequest) {
  const tags: Store[2] = { tags: [], expirationsByCacheKind: new Map() };
  const preview = { previewModeId: "", previewModeEncryptionKey: "", previewModeSigningKey: "" };
  return createRequestStoreForAPI(request, request.nextUrl, tags, undefined, preview, undefined);
}
